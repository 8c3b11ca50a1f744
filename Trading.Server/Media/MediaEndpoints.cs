using System.Security.Claims;
using Trading.Server.People;
using Trading.Server.Requests;

namespace Trading.Server.Media;

/// <summary>
/// Signalling of calls: everything that a browser has to tell the relay comes here, with the caller's ticket. In the
/// place of a room's id <c>wall</c> stands for all rooms of a supervisor. Source: docs/spec/media.md, "Signalling".
/// </summary>
internal static class MediaEndpoints
{
    public static void MapMedia(this IEndpointRouteBuilder routes)
    {
        var media = routes
            .MapGroup("/api/rooms/{room}/media")
            .NeverKept()
            .WithTags("media")
            .RequireAuthorization()
            .RequireRateLimiting(Limits.MediaPolicy);
        media
            .MapGet("", (string room, ClaimsPrincipal user, MediaCalls calls) => calls.ViewAsync(room, CallerOf(user)))
            .Produces<MediaView>();
        media.MapPost("grant", GrantAsync).WithBodyOf(Limits.MediaWordBytes).Produces<MediaGranted>();
        media
            .MapPost(
                "enter",
                (string room, MediaKey key, ClaimsPrincipal user, MediaCalls calls) =>
                    calls.EnterAsync(room, key, CallerOf(user))
            )
            .WithBodyOf(Limits.MediaWordBytes)
            .Produces<MediaNews>();
        media
            .MapPost(
                "news",
                (string room, MediaAsk ask, ClaimsPrincipal user, MediaCalls calls, CancellationToken stop) =>
                    calls.NewsAsync(room, ask, CallerOf(user), stop)
            )
            .WithBodyOf(Limits.MediaWordBytes)
            .Produces<MediaNews>();
        media
            .MapPost(
                "publish",
                (string room, MediaOffer wish, ClaimsPrincipal user, MediaCalls calls) =>
                    calls.PublishAsync(room, wish, CallerOf(user))
            )
            .WithBodyOf(Limits.MediaOfferBytes)
            .Produces<MediaPublished>();
        media.MapWatching();
        media
            .MapPost(
                "mute",
                (string room, MediaMute wish, ClaimsPrincipal user, MediaCalls calls) =>
                    calls.MuteAsync(room, wish, CallerOf(user))
            )
            .WithBodyOf(Limits.MediaWordBytes)
            .Produces(StatusCodes.Status204NoContent);
        media
            .MapPost(
                "quality",
                (string room, MediaKey key, ClaimsPrincipal user, MediaCalls calls) =>
                    calls.QualityAsync(room, key, CallerOf(user))
            )
            .WithBodyOf(Limits.MediaWordBytes)
            .Produces<MediaQuality>();
        media
            .MapPost(
                "leave",
                (string room, MediaKey key, ClaimsPrincipal user, MediaCalls calls) =>
                    calls.LeaveAsync(room, key, CallerOf(user))
            )
            .WithBodyOf(Limits.MediaWordBytes)
            .Produces(StatusCodes.Status204NoContent);
    }

    private static void MapWatching(this RouteGroupBuilder media)
    {
        media
            .MapPost(
                "watch",
                (string room, MediaWish wish, ClaimsPrincipal user, MediaCalls calls) =>
                    calls.WatchAsync(room, wish, CallerOf(user))
            )
            .WithBodyOf(Limits.MediaWordBytes)
            .Produces<MediaOffered>();
        media
            .MapPost(
                "offer",
                (string room, MediaKey key, ClaimsPrincipal user, MediaCalls calls) =>
                    calls.OfferAsync(room, key, CallerOf(user))
            )
            .WithBodyOf(Limits.MediaWordBytes)
            .Produces<MediaOffered>();
        media
            .MapPost(
                "answer",
                (string room, MediaReply reply, ClaimsPrincipal user, MediaCalls calls) =>
                    calls.AnswerAsync(room, reply, CallerOf(user))
            )
            .WithBodyOf(Limits.MediaAnswerBytes)
            .Produces(StatusCodes.Status204NoContent);
        media
            .MapPost(
                "restart",
                (string room, MediaKey key, ClaimsPrincipal user, MediaCalls calls) =>
                    calls.RestartAsync(room, key, CallerOf(user))
            )
            .WithBodyOf(Limits.MediaWordBytes)
            .Produces<MediaOffered>();
        media
            .MapPost(
                "wish",
                (string room, MediaWish wish, ClaimsPrincipal user, MediaCalls calls) =>
                    calls.WishAsync(room, wish, CallerOf(user))
            )
            .WithBodyOf(Limits.MediaWordBytes)
            .Produces(StatusCodes.Status204NoContent);
    }

    // A grant ends with the ticket that it was got with.
    private static Task<IResult> GrantAsync(
        string room,
        HttpRequest request,
        ClaimsPrincipal user,
        MediaCalls calls,
        Tickets tickets
    ) => calls.GrantAsync(room, CallerOf(user), tickets.Open(TicketHandler.TicketOf(request)!)?.ExpiresAt ?? 0);

    private static Caller CallerOf(ClaimsPrincipal user) => TicketHandler.CallerOf(user)!;
}
