"""Every text of the page, in one language; the page knows them by their keys."""

from i18n import translator


def wording(language: str) -> dict[str, str]:
    """Key -> text. `{named}` places are filled in by the page."""
    return _frame(language) | _composer(language) | _messages(language) | _dialogs(language)


def _frame(language: str) -> dict[str, str]:
    t = translator(language)
    return {
        "chats": t("Chats"),
        "thread": t("Messages"),
        "search": t("Go to a chat"),
        "new_group": t("New group"),
        "see_as": t("See it as"),
        "beside": t("Open {name} in a second window"),
        "you": t("You"),
        "theme": t("Light or dark"),
        "notices_on": t("Tell me on the desktop"),
        "notices_off": t("No more notices on the desktop"),
        "language": t("Language"),
        "other_language": t("Show the page in {name}"),
        "answer_too": t("Should {title} answer in {name} too?"),
        "yes": t("Yes, please"),
        "sign_out": t("Sign out"),
        "back": t("Back to the chats"),
        "online": t("Connected"),
        "offline": t("No connection. Your messages are kept and sent as soon as it is back."),
        "assistant": t("your CRM in the chat"),
        "members": t("{n} members"),
        "member": t("1 member"),
        "unread": t("{n} unread"),
        "nothing_found": t("No chat of that name"),
        "role_rep": t("Rep"),
        "role_manager": t("Manager"),
        "role_admin": t("Admin"),
    }


def _composer(language: str) -> dict[str, str]:
    t = translator(language)
    return {
        "write": t("Write to {name}"),
        "write_group": t("Write in {name}. Begin with @rapport to ask it"),
        "send": t("Send"),
        "attach": t("Attach"),
        "attach_file": t("File or picture"),
        "attach_contact": t("Contact"),
        "attach_forward": t("Message from a customer"),
        "editing": t("Changing your message"),
        "replying": t("Reply to {name}"),
        "cancel": t("Cancel"),
        "remove": t("Remove"),
        "drop": t("Drop files here"),
        "commands": t("Commands"),
        "mention": t("Say something to {name}"),
        "too_large": t("{name} is too large: {size} MB at most."),
        "upload_failed": t("{name} could not be sent. Please try again."),
        "uploading": t("Sending the file"),
    }


def _messages(language: str) -> dict[str, str]:
    t = translator(language)
    return {
        "today": t("Today"),
        "yesterday": t("Yesterday"),
        "edited": t("edited"),
        "only_you": t("Only you can see this"),
        "privately": t("Said to you alone, not in the group"),
        "forwarded": t("Forwarded from {name}"),
        "hidden": t("hidden sender"),
        "channel": t("channel"),
        "group": t("group"),
        "reply": t("Reply"),
        "edit": t("Change"),
        "thumb": t("Thumbs up"),
        "copy": t("Copy"),
        "copied": t("Copied"),
        "sending": t("Sending"),
        "sent": t("Sent"),
        "retry": t("Write it again"),
        "discard": t("Discard"),
        "working": t("{name} is working on it"),
        "chosen": t("You chose {label}"),
        "older": t("Earlier messages"),
        "new_messages": t("New messages"),
        "latest": t("To the latest message"),
        "picture": t("Picture"),
        "contact": t("Contact"),
        "download": t("Download"),
        "empty_title": t("Tell {name} what happened"),
        "empty_words": t("Write as you would to a colleague. Rapport files it and reminds you in time."),
        "empty_group_title": t("This is {name}"),
        "empty_group_words": t("Rapport listens here and speaks when spoken to: begin with @rapport or with /."),
        "hint_tour": t("tour"),
        "hint_1": t("Met Li Wei of Acme Robotics today, wants 50 seats, about $20k, call her Tuesday 3pm"),
        "hint_2": t("What is due today?"),
        "hint_3": t("Pipeline this month"),
    }


def _dialogs(language: str) -> dict[str, str]:
    t = translator(language)
    return {
        "forward_title": t("Forward from a customer"),
        "forward_words": t("As if you forwarded it from another app. Add as many messages as you like."),
        "forward_name": t("Customer's name"),
        "forward_sender": t("Sender"),
        "sender_user": t("Visible"),
        "sender_hidden": t("Hidden"),
        "sender_channel": t("Channel"),
        "sender_chat": t("Group"),
        "forward_when": t("Sent at (optional)"),
        "forward_text": t("What the customer wrote"),
        "forward_more": t("Another message"),
        "forward_comment": t("Your comment (optional)"),
        "forward": t("Forward"),
        "contact_title": t("Share a contact"),
        "contact_name": t("Name"),
        "contact_company": t("Company"),
        "contact_phone": t("Phone"),
        "contact_email": t("Email"),
        "contact_vcard": t("Read a vCard file"),
        "share": t("Share"),
        "group_title": t("New group"),
        "group_name": t("Group name"),
        "group_members": t("Who is in it"),
        "create": t("Create"),
        "close": t("Close"),
        "pick_title": t("Go to a chat"),
    }
