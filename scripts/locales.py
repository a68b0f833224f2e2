"""Bring the translators' template and every catalogue up to date with the texts in the code."""

from coursewright.translate import update

if __name__ == "__main__":
    update()
