"""Installing into further workspaces, by slack-bolt's OAuth flow over documents of the house."""

from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack.installations import Installations, States, Tokens
from bot.adapters.slack.settings import Settings
from domain.house import House

SCOPES = (
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "links:read",
    "links:write",
    "metadata.message:read",
    "mpim:history",
    "mpim:read",
    "reactions:read",
    "users:read",
)


def oauth_flow(
    settings: Settings, house: House, installations: Installations, client: AsyncWebClient, tokens: Tokens
) -> AsyncOAuthFlow:
    """The flow behind /slack/install; a fresh token replaces the one we remember."""
    options = AsyncOAuthSettings(
        client_id=settings.client_id,
        client_secret=settings.client_secret,
        scopes=list(SCOPES),
        user_scopes=[],
        redirect_uri=f"{house.base_url.rstrip('/')}/slack/oauth_redirect" if house.base_url else None,
        authorization_url=settings.authorize_url,
        installation_store=installations,
        installation_store_bot_only=True,
        state_store=States(house.documents, house.clock),
    )
    flow = AsyncOAuthFlow(client=client, logger=client.logger, settings=options)
    pages = flow.default_callback_options

    async def succeeded(args: AsyncSuccessArgs) -> BoltResponse:
        tokens.forget(str(args.installation.team_id or ""))
        return await pages.success(args)

    async def failed(args: AsyncFailureArgs) -> BoltResponse:
        return await pages.failure(args)

    options.callback_options = AsyncCallbackOptions(success=succeeded, failure=failed)
    flow.success_handler, flow.failure_handler = succeeded, failed
    return flow
