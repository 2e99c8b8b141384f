"""READS other people's files: spreadsheets whose headings nobody agreed on."""
