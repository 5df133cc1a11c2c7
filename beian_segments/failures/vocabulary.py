"""The words that facts are told in: kinds of filing, parts, providers, roles, documents. Ground floor of the room.

Each member is a str, and may be given as its value wherever it is asked for.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = ["FilingType", "IdType", "Part", "Provider", "Role"]


class FilingType(StrEnum):
    """What is filed (备案类型)."""

    FIRST = "first"
    """首次备案: neither entity nor website is on file."""

    ADD_WEBSITE = "add-website"
    """新增网站: the entity is on file, another website is added."""

    ACCESS = "access"
    """接入备案: entity and website are on file, a new provider serves the website."""

    CHANGE = "change"
    """变更备案: what is on file changes; :class:`Part` says which."""

    CANCEL_ENTITY = "cancel-entity"
    """注销主体."""

    CANCEL_WEBSITE = "cancel-website"
    """注销网站."""

    CANCEL_ACCESS = "cancel-access"
    """取消接入: a provider no longer serves the website."""


class Part(StrEnum):
    """What a change filing changes."""

    ENTITY = "entity"
    WEBSITE = "website"


class Provider(StrEnum):
    """The access provider (接入商) through which the filing is made, where its documents are known."""

    TENCENT = "tencent"
    ALIBABA = "alibaba"
    HUAWEI = "huawei"
    VOLCENGINE = "volcengine"
    OTHER = "other"


class Role(StrEnum):
    """In which role somebody stands in a filing."""

    ENTITY_LEADER = "entity-leader"
    """主体负责人."""

    WEBSITE_ADMINISTRATOR = "website-administrator"
    """网站负责人, also called 互联网信息服务负责人."""


class IdType(StrEnum):
    """The document by which somebody is on file."""

    ID_CARD = "id-card"
    """居民身份证."""

    PASSPORT = "passport"
    """护照."""

    HK_MACAU_PASS = "hk-macau-pass"  # noqa: S105 - a travel document
    """港澳居民来往内地通行证."""
