"""French words around the book, in the style of docs/how-to/translators-fr.md."""

from __future__ import annotations

WORDS = {
    # Sphinx
    "Fig. %s": "Figure %s",
    "Listing %s": "Extrait de code %s",
    "Link to this heading": "Lien vers cette section",
    "Search": "Recherche",
    "Search Results": "Résultats de recherche",
    "Contents": "Sommaire",
    # The pydata theme
    "Back to top": "Retour en haut",
    "Collapse Sidebar": "Réduire la barre latérale",
    "Color mode": "Mode de couleur",
    "Expand Sidebar": "Développer la barre latérale",
    "Please activate JavaScript to enable the search functionality.": (
        "La recherche a besoin de JavaScript\u00a0: activez-le dans votre navigateur."
    ),
    "Section Navigation": "Dans cette section",
    "Site navigation": "Navigation du site",
    "Skip to main content": "Aller au contenu principal",
    "System Settings": "Réglages du système",
    # sphinx-book-theme
    "By the": "Par",
    "Download notebook file": "Télécharger le notebook",
    "Download this page": "Télécharger cette page",
    "Fullscreen mode": "Plein écran",
    "Open an issue": "Signaler un problème",
    "Print to PDF": "Imprimer en PDF",
    "Source repository": "Dépôt du code source",
    "Toggle primary sidebar": "Afficher ou masquer la table des matières",
    "Toggle secondary sidebar": "Afficher ou masquer le sommaire de la page",
}
"""What readers see of Sphinx and the themes, and their catalogs lack or say badly."""

LABELS = {
    "Languages": "Langues",
    "Download this page": "Télécharger cette page",
    "Note": "Remarque",
    "or": "ou",
    "Run this page": "Exécuter cette page",
    "Run this page in {host}": "Exécuter cette page dans {host}",
}
"""Our own labels."""
