"""A term of each vocabulary, a person and an organization, each in use once."""

from __future__ import annotations

from tests.articles.factories import make_article, make_index
from tests.factories import (
    make_age_group,
    make_clinic,
    make_condition,
    make_device,
    make_insurer,
    make_language,
    make_organization,
    make_person,
    make_protocol,
    make_service,
    make_topic,
)
from wagtail_tms.models import AccessibilityFeature, ClinicClinician


def a_used_accessibility_feature():
    feature = AccessibilityFeature.objects.create(name="Ramp", slug="ramp")
    clinic = make_clinic()
    clinic.accessibility_features = [feature]
    clinic.save()
    return feature


def a_used_person():
    person, clinic = make_person(), make_clinic()
    ClinicClinician.objects.create(clinic=clinic, person=person)
    return person


def a_used_topic():
    topic = make_topic()
    make_article(make_index(), topics=[topic])
    return topic


def _of_a_clinic(relation, make):
    def make_used():
        term = make()
        make_clinic(**{relation: [term]})
        return term

    return make_used


def a_used_organization():
    organization = make_organization()
    make_clinic(organization=organization)
    return organization


USED = {
    "AccessibilityFeature": a_used_accessibility_feature,
    "AgeGroup": _of_a_clinic("age_groups", make_age_group),
    "Condition": _of_a_clinic("conditions", make_condition),
    "Device": _of_a_clinic("devices", make_device),
    "Insurer": _of_a_clinic("insurers", make_insurer),
    "Language": _of_a_clinic("languages", make_language),
    "Organization": a_used_organization,
    "Person": a_used_person,
    "Protocol": _of_a_clinic("protocols", make_protocol),
    "Service": _of_a_clinic("services", make_service),
    "Topic": a_used_topic,
}
