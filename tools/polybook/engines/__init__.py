"""Whatever drafts translations: each engine in a module of its own, all behind one Protocol.

engine, registry          what an engine is; the engines by name
memory, libretranslate, deepl, openai, google, command
                          the engines; deepl_glossary and prompt are parts of two of them
pieces, tags, masking     a text as engines get it: what must stay, as tags
answer_tags, blanks, unmasking
                          an answer made a text again, or refused
answers, batches, codes   for any service: useless answers, helpings, the names of languages
address, exchange, http, retry, words
                          asking a web service: where, once, with patience, and what it says of
                          itself
program                   asking a program
"""
