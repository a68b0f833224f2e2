"""What the targets of the IMS family share: QTI in its versions, and the cartridge that carries it."""
