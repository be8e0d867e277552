"""The clinic directory page, and where a clinic's page is in it."""

from wagtail_tms.directory.addresses import clinic_path, clinic_url, directory_url
from wagtail_tms.directory.page import ClinicDirectoryPageMixin


__all__ = ["ClinicDirectoryPageMixin", "clinic_path", "clinic_url", "directory_url"]
