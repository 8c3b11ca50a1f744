using System.Security.Claims;
using Trading.Opening;
using Trading.Server.People;

namespace Trading.Server.Opening;

/// <summary>The trustees' mailbox: they dial out, ask what is wanted and post signed answers (docs/spec/trustee.md).</summary>
public static class TrusteeEndpoints
{
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(20);

    public static void MapTrustees(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/trustee").WithTags("trustees").RequireAuthorization(TicketHandler.TrusteesOnly);
        api.MapGet("inbox", InboxAsync).Produces<InboxAnswer>();
        api.MapPost("messages", PostAsync).WithBodyOf(Limits.TrusteeMessageBytes);
    }

    private static async Task<IResult> InboxAsync(string? seen, ClaimsPrincipal user, Wants wants, InboxBell bell, CancellationToken stop)
    {
        var trustee = TicketHandler.CallerOf(user)!;
        var news = await bell.UntilAsync(async () => await AskAsync() is var answer && answer.Tag != seen ? answer : null, LongPoll, stop);
        return TypedResults.Ok(news ?? await AskAsync());

        async Task<InboxAnswer> AskAsync()
        {
            var (tag, list) = await wants.OfAsync(trustee);
            return new InboxAnswer(tag, [.. list.Select(want => new WantLine(want.Kind, want.Session, want.Lot, want.Body()))]);
        }
    }

    private static async Task<IResult> PostAsync(TrusteeRequest request, ClaimsPrincipal user, TrusteePost post)
    {
        if (!TrusteeMessage.TryKind(request.Kind, out var kind)) return Problems.Malformed("This kind of message is unknown.");
        var refusal = await post.TakeAsync(TicketHandler.CallerOf(user)!, new TrusteeMessage(kind, request.Session, request.Lot, request.Body, request.Signature));
        return refusal is null ? TypedResults.NoContent() : Problems.Of(refusal);
    }
}
