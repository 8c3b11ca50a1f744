using System.Security.Claims;
using Trading.Opening;
using Trading.Server.People;
using Trading.Server.Requests;
using Trading.Server.Streams;

namespace Trading.Server.Locks;

/// <summary>
/// The trustees' mailbox: they dial out, ask what is wanted and post signed answers (docs/spec/trustee.md).
/// </summary>
public static class TrusteeEndpoints
{
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(20);

    public static void MapTrustees(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/trustee").WithTags("trustees").RequireAuthorization(TicketHandler.TrusteesOnly);
        api.MapGet("inbox", InboxAsync).Produces<InboxAnswer>();
        api.MapPost("messages", PostAsync).WithBodyOf(Limits.TrusteeMessageBytes);
    }

    private static async Task<IResult> InboxAsync(
        string? seen,
        ClaimsPrincipal user,
        Wants wants,
        InboxBell bell,
        CancellationToken stop
    )
    {
        var trustee = TicketHandler.CallerOf(user)!;
        // When the time is over without news, whatever stands is told again.
        return TypedResults.Ok(await bell.UntilAsync(() => AskAsync(seen), LongPoll, stop) ?? await AskAsync(null));

        async Task<InboxAnswer?> AskAsync(string? known) =>
            await wants.FindAsync(trustee, known) is var (tag, offers)
                ? new InboxAnswer(
                    tag,
                    [
                        .. offers.Select(offer => new WantLine(
                            offer.Want.Kind,
                            offer.Want.Session,
                            offer.Want.Lot,
                            offer.Body
                        )),
                    ]
                )
                : null;
    }

    private static async Task<IResult> PostAsync(TrusteeRequest request, ClaimsPrincipal user, TrusteePost post)
    {
        if (!TrusteeMessage.TryKind(request.Kind, out var kind))
            return Problems.Malformed("This kind of message is unknown.");
        var refusal = await post.TakeAsync(
            TicketHandler.CallerOf(user)!,
            new TrusteeMessage(kind, request.Session, request.Lot, request.Body, request.Signature)
        );
        return refusal is null ? TypedResults.NoContent() : Problems.Of(refusal);
    }
}
