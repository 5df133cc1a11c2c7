"""The facts of a case: their vocabulary, what a field accepts, and the classes that hold them.

Every fact is optional: None is not known, which is not false. Errors begin with the name of the field and never show
its value, since a phone number may have been put in the wrong place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from enum import StrEnum
from functools import cached_property, wraps
from typing import Any, TypeVar, cast

from attrs import Attribute, field, fields, frozen

from beian_segments.failures import _data
from beian_segments.failures.portal import PortalMessage, parse_portal_message
from beian_segments.parsing import is_canonical, read
from beian_segments.redact import MASKED, MaskedRepr

__all__ = ["Case", "Entries", "FilingType", "IdType", "Part", "Person", "Provider", "Role", "Service"]


# Vocabulary


class FilingType(StrEnum):
    """What is filed (备案类型).

    >>> FilingType("access").name
    'ACCESS'
    """

    FIRST = "first"  #: 首次备案: neither entity nor website is on file.
    ADD_WEBSITE = "add-website"  #: 新增网站: the entity is on file, another website is added.
    ACCESS = "access"  #: 接入备案: entity and website are on file, a new provider serves the website.
    CHANGE = "change"  #: 变更备案: what is on file changes; :class:`Part` says which part.
    CANCEL_ENTITY = "cancel-entity"  #: 注销主体: the entity and all its websites are removed.
    CANCEL_WEBSITE = "cancel-website"  #: 注销网站: one website is removed.
    CANCEL_ACCESS = "cancel-access"  #: 取消接入: a provider no longer serves the website.


class Part(StrEnum):
    """What a change filing changes (变更内容).

    >>> Part("website").name
    'WEBSITE'
    """

    ENTITY = "entity"  #: 主体信息
    WEBSITE = "website"  #: 网站信息


class Provider(StrEnum):
    """The access provider (接入商) through which the filing is made, where its documents are known.

    >>> Provider("tencent").name
    'TENCENT'
    """

    TENCENT = "tencent"  #: 腾讯云
    ALIBABA = "alibaba"  #: 阿里云
    HUAWEI = "huawei"  #: 华为云
    VOLCENGINE = "volcengine"  #: 火山引擎
    WECHAT = "wechat"  #: 微信公众平台, for mini-programs.
    DOUYIN = "douyin"  #: 抖音开放平台, for mini-programs.
    JD = "jd"  #: 京东云
    BAIDU = "baidu"  #: 百度智能云
    OTHER = "other"  #: Any other provider.


class Service(StrEnum):
    """What is filed for: the kind of internet information service (互联网信息服务类型).

    >>> Service("mini-program").name
    'MINI_PROGRAM'
    """

    WEBSITE = "website"  #: 网站
    APP = "app"  #: App
    MINI_PROGRAM = "mini-program"  #: 小程序
    QUICK_APP = "quick-app"  #: 快应用


class Role(StrEnum):
    """The role of a person in a filing (负责人).

    >>> Role("entity-leader").name
    'ENTITY_LEADER'
    """

    ENTITY_LEADER = "entity-leader"  #: 主体负责人
    WEBSITE_ADMINISTRATOR = "website-administrator"  #: 网站负责人, also called 互联网信息服务负责人.


class IdType(StrEnum):
    """The document by which a person is on file (证件类型).

    >>> IdType("id-card").name
    'ID_CARD'
    """

    ID_CARD = "id-card"  #: 居民身份证
    PASSPORT = "passport"  #: 护照
    #: 港澳居民来往内地通行证
    HK_MACAU_PASS = "hk-macau-pass"  # noqa: S105 - a travel document


# Checks of arguments, by the name to report them under

Code = TypeVar("Code", bound=StrEnum)


def optional_member(name: str, kind: type[Code], value: object) -> Code | None:
    """A member of an enumeration, given as itself or by its value; None stays None.

    Raises:
        TypeError: the value is no str.
        ValueError: it is not one of the enumeration's.
    """
    if value is None or type(value) is kind:
        return value
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a member of {kind.__name__} or its value, not {type(value).__name__}")
    # A look-up by value would chain an error that shows the value.
    for member in kind:
        if member == value:
            return member
    raise ValueError(f"{name} must be one of {', '.join(kind)}")


def required_member(name: str, kind: type[Code], value: object) -> Code:
    """A member of an enumeration, as :func:`optional_member`, but None is a ``TypeError``."""
    member = optional_member(name, kind, value)
    if member is None:
        raise TypeError(f"{name} must be a member of {kind.__name__} or its value, not None")
    return member


def optional_members(name: str, kind: type[Code], values: object) -> frozenset[Code] | None:
    """A set of members of an enumeration; None stays None. Raises as :func:`optional_member`."""
    if values is None:
        return None
    if isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable):
        raise TypeError(f"{name} must be a collection of {kind.__name__}, not {type(values).__name__}")
    members = [optional_member(name, kind, value) for value in values]
    if None in members:
        raise TypeError(f"{name} must hold members of {kind.__name__}, not None")
    return frozenset(filter(None, members))


def require_count(name: str, value: object) -> None:
    """Refuse what is no count: ``TypeError`` for another type, ``ValueError`` for a negative number."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{name} must be an int, not {type(value).__name__}")
    if value < 0:
        raise ValueError(f"{name} must not be negative")


# More is no count but a number in the wrong place, which a repr would show.
_MOST = 9_999


def _require_small_count(name: str, value: object) -> None:
    require_count(name, value)
    if cast(int, value) > _MOST:
        raise ValueError(f"{name} must be at most {_MOST}")


def require_aware(name: str, value: object) -> None:
    """Refuse what is no moment: ``TypeError`` for another type, ``ValueError`` without a time zone."""
    if not isinstance(value, datetime):
        raise TypeError(f"{name} must be a datetime, not {type(value).__name__}")
    if value.utcoffset() is None:
        raise ValueError(f"{name} must have a time zone; a naive datetime names no moment")


def require_province(name: str, value: object) -> None:
    """Refuse what is no province: ``TypeError`` for another type than str, ``ValueError`` for an unknown code."""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a str, not {type(value).__name__}")
    if value not in _data.PROVINCES:
        raise ValueError(f"{name} must be an ISO 3166-2 code such as CN-ZJ")


# Converters and validators of fields; mypy's plugin takes named functions only


def _role(value: Role | str | None) -> Role | None:
    return optional_member("role", Role, value)


def _id_type(value: IdType | str | None) -> IdType | None:
    return optional_member("id_type", IdType, value)


def _filing(value: FilingType | str | None) -> FilingType | None:
    return optional_member("filing", FilingType, value)


def _service(value: Service | str | None) -> Service | None:
    return optional_member("service", Service, value)


def _provider(value: Provider | str | None) -> Provider | None:
    return optional_member("provider", Provider, value)


def _changes(value: Iterable[Part | str] | None) -> frozenset[Part] | None:
    return optional_members("changes", Part, value)


def _people(value: Iterable[Person] | None) -> tuple[Person, ...]:
    if value is None:
        return ()
    # A set has no order, and the order of the people is that of the answers.
    if isinstance(value, str | bytes | Mapping | AbstractSet) or not isinstance(value, Iterable):
        raise TypeError(f"people must be a tuple or list of Person, not {type(value).__name__}")
    people = tuple(value)
    for person in people:
        if not isinstance(person, Person):
            raise TypeError(f"people must hold Person only, not {type(person).__name__}")
    return people


# None is not known, and passes every validator.


def _flag(_: object, attribute: Attribute[Any], value: object) -> None:
    if value is not None and value is not True and value is not False:
        raise TypeError(f"{attribute.name} must be True, False or None, not {type(value).__name__}")


def _text(_: object, attribute: Attribute[Any], value: object) -> None:
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{attribute.name} must be a str, not {type(value).__name__}")


def _portal_message(_: object, attribute: Attribute[Any], value: object) -> None:
    if value is not None and (not isinstance(value, str | int) or isinstance(value, bool)):
        raise TypeError(f"{attribute.name} must be a str or an int, not {type(value).__name__}")


def _entered(_: object, attribute: Attribute[Any], value: object) -> None:
    if value is not None and not isinstance(value, Entries):
        raise TypeError(f"{attribute.name} must be Entries, not {type(value).__name__}")


def _optional(require: Callable[[str, object], None]) -> Callable[[object, Attribute[Any], Any], None]:
    def validate(_: object, attribute: Attribute[Any], value: object) -> None:
        if value is not None:
            require(attribute.name, value)

    return validate


_count, _moment, _province = _optional(_require_small_count), _optional(require_aware), _optional(require_province)


# What a repr shows, and a number for comparing

#: Key of a field's metadata: how its value is shown in a repr.
MASK = "mask"

#: Metadata of a field that holds personal data.
SECRET: Mapping[str, Callable[[Any], str]] = {MASK: lambda _: MASKED}


def _mask_message(value: str | int) -> str:
    # A text that is none of the portal's may be anything that was pasted.
    message = parse_portal_message(value)
    return MASKED if message is None else repr(message.status)


def _show(facts: Any) -> str:
    """The repr of an attrs object: what is known of it, personal data masked."""
    parts = []
    for attribute in fields(type(facts)):
        value = getattr(facts, attribute.name)
        if value is not None and value != ():
            parts.append(f"{attribute.name}={attribute.metadata.get(MASK, _show_plain)(value)}")
    return f"{type(facts).__name__}({', '.join(parts)})"


def _show_plain(value: object) -> str:
    if isinstance(value, frozenset):
        return f"{{{', '.join(sorted(map(_show_plain, value)))}}}"
    return repr(str(value)) if isinstance(value, StrEnum) else repr(value)


def _number(phone: str | None) -> str | None:
    if phone is None or is_canonical(phone):
        return phone
    reading = read(str.__str__(phone))
    return phone if reading.refusal is not None else reading.digits


# The facts


@frozen(kw_only=True, repr=False)
class Person(MaskedRepr):
    """A person in a filing, as filed (负责人).

    >>> Person(role="entity-leader", phone="+86 138 0013 8000").number
    '13800138000'

    Attributes:
        role: the role in the filing (负责人类型); who has both is two persons with one number.
        phone: the mobile number that is their contact 1, in any accepted writing (联系方式1).
        verified: whether they have verified (是否已完成核验).
        id_type: the document by which they are on file (证件类型).
        id_suffix: the last characters of its number as filed (证件号码后 6 位); of a pass, of the number on its front.
    """

    role: Role | None = field(default=None, converter=_role)
    phone: str | None = field(default=None, validator=_text, metadata=SECRET)
    verified: bool | None = field(default=None, validator=_flag)
    id_type: IdType | None = field(default=None, converter=_id_type)
    id_suffix: str | None = field(default=None, validator=_text, metadata=SECRET)

    @cached_property
    def number(self) -> str | None:
        """``phone`` for comparing: 11 digits for any accepted writing, another text as it stands."""
        return _number(self.phone)

    def __repr__(self) -> str:
        return _show(self)


@frozen(kw_only=True, repr=False)
class Entries(MaskedRepr):
    """What was typed into the portal's form (填写的三项信息).

    >>> Entries(code="738465", phone="13800138000", id_suffix="31002X")
    Entries(code=***, phone=***, id_suffix=***)

    Attributes:
        code: the code of the SMS (短信验证码).
        phone: the phone number, in any accepted writing (手机号码).
        id_suffix: the last six characters of the ID number (证件号码后 6 位).
    """

    code: str | None = field(default=None, validator=_text, metadata=SECRET)
    phone: str | None = field(default=None, validator=_text, metadata=SECRET)
    id_suffix: str | None = field(default=None, validator=_text, metadata=SECRET)

    @cached_property
    def number(self) -> str | None:
        """``phone`` for comparing: 11 digits for any accepted writing, another text as it stands."""
        return _number(self.phone)

    def __repr__(self) -> str:
        return _show(self)


@frozen(kw_only=True, repr=False)
class Case(MaskedRepr):
    """What is known about a filing whose code did not come, or was refused (一次短信核验的已知情况).

    Enumerations are given as members or by their values; collections are copied. The repr masks personal data.

    >>> Case(filing="access", phone="13800138000", sms_received=False)
    Case(filing='access', provider='tencent', phone=***, sms_received=False)

    Attributes:
        filing: the kind of filing (备案类型).
        changes: what a change filing changes, empty for neither entity nor website (变更内容：主体、网站).
        service: what is filed for, a website or an app (互联网信息服务类型).
        provider: the access provider (接入商).
        province: ISO 3166-2 code of the bureau's province, such as ``CN-ZJ`` (管局所在省份).
        people: the people in the filing, empty if not known (备案信息中的负责人).
        phone: the verifier's number as given; one that is no mobile number is a finding (核验人的手机号码).
        phones_equal: of an access filing, the number in use is the one on file (接入备案：在用号码与备案号码是否一致).
        filed_phone_usable: the number on file still works (备案号码是否仍能使用).
        original_provider_reachable: the provider of the filing on file can be reached (能否联系到原接入商).
        phone_correct: the number was typed correctly (手机号码是否填写正确).
        phone_changed: the number has changed since the filing (提交备案后是否更换过手机号码).
        submitted_at: when the provider said that the filing went to the bureau (接入商通知已提交管局的时间).
        sms_sent_at: when the first SMS was sent (核验短信的发送时间).
        sms_received: the SMS came (是否收到核验短信).
        sms_received_at: when it came (收到核验短信的时间).
        verified: the holder of ``phone`` has verified (该核验人是否已完成核验).
        failed: the verification failed (短信核验是否失败).
        returned: the filing has come back to the access provider (备案是否已退回接入商).
        intercepted: a spam filter blocked the SMS (短信是否被拦截).
        receives_other_sms: the phone receives other SMS (手机能否收到其他短信).
        line_suspended: the line is suspended for an unpaid bill (是否欠费停机).
        sim_moved: the SIM was moved to another phone (手机卡是否换到另一部手机).
        resent_since_move: the SMS was resent after that (换卡之后是否重发过短信).
        code_available: the code is at hand (验证码是否还在).
        link_opens: the link in the SMS opens (短信中的链接能否打开).
        wrong_entries: how often an entry was wrong, of all three together, never reset (累计输错次数).
        tried_after_limit: another attempt was made after the fifth (输错 5 次后是否又核验过).
        resends: how often the SMS was resent (已重发次数).
        application_submitted: the filing was submitted to the bureau (备案是否已提交至管局).
        entries_confirmed: the entries were checked and are right (填写的信息是否已核对无误).
        modified: the filing was modified or has to be (备案信息是否修改过或需要修改).
        meets_requirements: the filing meets the requirements (资料是否符合要求).
        portal_message: what the portal says, pasted or by its number (工信部备案管理系统的提示).
        entered: what was typed into the portal's form (填写的三项信息).
    """

    filing: FilingType | None = field(default=None, converter=_filing)
    changes: frozenset[Part] | None = field(default=None, converter=_changes)
    service: Service | None = field(default=None, converter=_service)
    provider: Provider | None = field(default=Provider.TENCENT, converter=_provider)
    province: str | None = field(default=None, validator=_province)
    people: tuple[Person, ...] = field(default=(), converter=_people)
    phone: str | None = field(default=None, validator=_text, metadata=SECRET)
    phones_equal: bool | None = field(default=None, validator=_flag)
    filed_phone_usable: bool | None = field(default=None, validator=_flag)
    original_provider_reachable: bool | None = field(default=None, validator=_flag)
    phone_correct: bool | None = field(default=None, validator=_flag)
    phone_changed: bool | None = field(default=None, validator=_flag)
    submitted_at: datetime | None = field(default=None, validator=_moment)
    sms_sent_at: datetime | None = field(default=None, validator=_moment)
    sms_received: bool | None = field(default=None, validator=_flag)
    sms_received_at: datetime | None = field(default=None, validator=_moment)
    verified: bool | None = field(default=None, validator=_flag)
    failed: bool | None = field(default=None, validator=_flag)
    returned: bool | None = field(default=None, validator=_flag)
    intercepted: bool | None = field(default=None, validator=_flag)
    receives_other_sms: bool | None = field(default=None, validator=_flag)
    line_suspended: bool | None = field(default=None, validator=_flag)
    sim_moved: bool | None = field(default=None, validator=_flag)
    resent_since_move: bool | None = field(default=None, validator=_flag)
    code_available: bool | None = field(default=None, validator=_flag)
    link_opens: bool | None = field(default=None, validator=_flag)
    wrong_entries: int | None = field(default=None, validator=_count)
    tried_after_limit: bool | None = field(default=None, validator=_flag)
    resends: int | None = field(default=None, validator=_count)
    application_submitted: bool | None = field(default=None, validator=_flag)
    entries_confirmed: bool | None = field(default=None, validator=_flag)
    modified: bool | None = field(default=None, validator=_flag)
    meets_requirements: bool | None = field(default=None, validator=_flag)
    portal_message: str | int | None = field(default=None, validator=_portal_message, metadata={MASK: _mask_message})
    entered: Entries | None = field(default=None, validator=_entered)

    @cached_property
    def number(self) -> str | None:
        """``phone`` for comparing: 11 digits for any accepted writing, another text as it stands."""
        return _number(self.phone)

    @cached_property
    def portal(self) -> PortalMessage | None:
        """The portal's message, recognised; None if there is none or it is not one of the portal's."""
        return None if self.portal_message is None else parse_portal_message(self.portal_message)

    @cached_property
    def _concluded(self) -> dict[object, Any]:
        """What :func:`once` keeps."""
        return {}

    def __repr__(self) -> str:
        return _show(self)


Conclusion = TypeVar("Conclusion")


def once(conclude: Callable[[Case], Conclusion]) -> Callable[[Case], Conclusion]:
    """A conclusion from the facts of a case that is drawn once, since many rules ask for it and no fact changes."""

    @wraps(conclude)
    def remembered(case: Case) -> Conclusion:
        known = case._concluded
        if conclude not in known:
            known[conclude] = conclude(case)
        conclusion: Conclusion = known[conclude]
        return conclusion

    return remembered
