"""Roles in English: a head word (manager, CFO) with the field it is for (regional sales, of procurement)."""

import re

from understanding.extraction.roles import Roles

_FIELD = (
    r"(?:procurement|purchasing|sourcing|sales|marketing|finance|financial|it|hr|ops|operations?|logistics|"
    r"supply[ -]chain|"
    r"quality|qa|production|plant|factory|site|regional|global|national|group|deputy|vice|senior|sr\.?|junior|jr\.?|"
    r"chief|"
    r"managing|general|technical|technology|tech|commercial|business|development|product|project|program(?:me)?|"
    r"accounts?|"
    r"key|customer|client|success|support|services?|digital|data|security|network|infrastructure|facilit(?:y|ies)|"
    r"office|"
    r"legal|compliance|risk|r&d|research|engineering|software|hardware|mechanical|electrical|manufacturing|warehouse|"
    r"export|import|country|area|district|branch|store|category|brand|creative|art|content|communications?|pr|people|"
    r"talent|human|resources|training|learning|founding|interim|acting|assistant|associate|executive|lead|head|medical|"
    r"clinical|nursing|innovation|strategy|growth|revenue|investment|investor|relations|public|affairs|policy|planning|"
    r"merchandising|retail|wholesale|e-?commerce|web|design|ux|information|systems?|solutions?|platform|cloud|ai|"
    r"inventory|fleet|transport|maintenance|safety|environmental|sustainability|fulfil?lment|vendor|contracts?|bid|"
    r"tender|pre-?sales|partnerships?|alliances?|channel|community|events?|media|performance|payroll|tax|treasury|"
    r"audit|"
    r"internal|external|corporate|north|south|east|west|emea|apac|eu|us|uk|asia|europe)"
)
_HEAD = (
    r"(?:ceo|cto|cfo|coo|cmo|cio|cpo|cro|ciso|cdo|vp|svp|evp|md|gm|director|manager|mgr|head|officer|president|"
    r"chairman|"
    r"chairwoman|chairperson|founder|co-?founder|owner|partner|engineer|buyer|purchaser|consultant|analyst|specialist|"
    r"coordinator|administrator|admin|assistant|secretary|accountant|controller|treasurer|planner|architect|developer|"
    r"designer|programmer|technician|operator|supervisor|superintendent|foreman|executive|representative|agent|"
    r"advis[oe]r|"
    r"counsel|lawyer|attorney|professor|principal|dean|nurse|surgeon|pharmacist|recruiter|scientist|researcher|"
    r"strategist|"
    r"trainer|clerk|merchandiser|trader|receptionist|geschäftsführer(?:in)?|einkaufsleiter(?:in)?)"
)
_OF = rf"(?: of (?:the )?{_FIELD}(?:(?: and| &|,)? {_FIELD}){{0,3}}(?![a-z]))"
ROLE = (
    rf"(?:(?:s?vp|evp|vice president|director|head),? {_FIELD}(?: (?:and |& )?{_FIELD}){{0,2}}(?! (?:lead|{_HEAD}))|"
    rf"(?:{_FIELD}[ -]){{0,4}}{_HEAD}{_OF}?|{_FIELD}(?: {_FIELD}){{0,2}} lead|chief of staff)(?![a-z])"
)
# Nobody's office: the owner of a problem, a partner of ours.
_NO_OFFICE = (
    r"(?! of (?:the |this |our |their )?(?:budget|project|account|deal|problem|"
    r"decision|process|ours|mine|choice)| meeting)"
)
_ARTICLE = r"(?:(?:the|our|their|a|an|his|her|its|my|new|current|former|acting|interim) ){0,3}"
_NOW = r"(?:(?:now|also|currently|still|actually|apparently|just|only|really) ){0,2}"

ROLES = Roles(
    before=re.compile(
        rf"(?<![a-z])(?P<role>{ROLE})(?:,|:| -)? (?:(?:mr|ms|mrs|dr|prof)\.? )?$",
    ),
    beside=re.compile(
        rf"(?:, ?| ?\(| - | – |/ ?| ?\n|: )(?:title: ?)?{_ARTICLE}(?P<role>{ROLE}){_NO_OFFICE}"
        r"(?=$|[,.;:)/|\n-]| (?:at|of|@|for|from|with|in|who|is|wants|said|says|and|-|–|\|)(?![a-z]))",
    ),
    told=re.compile(
        rf"(?:'s| is| was| has been| became| works as| joined[^.,;]{{0,30}} as| got promoted to| was promoted to|"
        rf" moved up to|"
        rf" took over as| starts as| (?:is|was) made) {_NOW}{_ARTICLE}(?P<role>{ROLE}){_NO_OFFICE}(?! [a-z]+(?:'s|"
        rf"s') )",
    ),
    unnamed=re.compile(
        rf"(?<![a-z])(?:(?:she|he)(?: is|'s|’s| was| became| works as| has been)|(?:her|his) (?:title|role|job|"
        rf"position)(?: is|:)|"
        rf"(?:title|role|position):) {_NOW}{_ARTICLE}(?P<role>{ROLE}){_NO_OFFICE}",
    ),
)
