"""Kinds of applicants: the columns of the matrix of the forms since 2019."""

from __future__ import annotations

APPLICANT_NAMES = {
    "natural_person": "自然人",
    "business": "商业企业",
    "research": "科研机构",
    "nonprofit": "社会公益组织",
    "legal_service": "法律服务机构",
    "other": "其他",
    "total": "总计",
}
"""Chinese name of each kind, as the forms print it."""
