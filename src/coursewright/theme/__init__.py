"""Our theme for MkDocs, ``theme: {name: coursewright}``: templates and scripts; its styles are in ``render/look``."""
