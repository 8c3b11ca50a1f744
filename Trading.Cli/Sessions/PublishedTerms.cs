using System.Text;

namespace Trading.Cli;

/// <summary>
/// What was published about a lot, as people know it: read from the session's first event, and bound to the lock by the
/// hash that its policy holds.
/// </summary>
internal static class PublishedTerms
{
    /// <summary>
    /// The terms behind a lock; refused where the platform shows other ones than those the lock was made for.
    /// </summary>
    public static async Task<SessionTerms> FetchAsync(ApiClient api, VerifiedLock target, CancellationToken cancel)
    {
        var page = await api.FeedAsync(Names.SessionStream(target.Policy.Session), -1, cancel);
        var terms =
            page.Events is [var first, ..] && Decode(first) is SessionPrepared prepared
                ? prepared.Terms
                : throw new InvalidDataException("The session's stream does not begin with its publication.");
        return Terms.Hash(target.Suite, terms).AsSpan().SequenceEqual(target.Policy.TermsHash)
            ? terms
            : throw CommandException.Refused(
                "The platform shows other terms than those that the lock was made for.",
                "spec:feed",
                "do not submit; tell the tenderer"
            );
    }

    /// <summary>Tender, title and lot on one line: <c>GL-2026-001 漓江路改造, lot 1 施工</c>.</summary>
    public static string Describe(SessionTerms terms, string lot) =>
        ScreenText.Clean(
            $"{terms.TenderCode} {terms.Title}, lot {lot} {terms.Lots.FirstOrDefault(l => l.Lot == lot)?.Title}"
        );

    private static SessionEvent Decode(FeedEvent item)
    {
        try
        {
            return EventCodec.DecodeSession(Encoding.UTF8.GetBytes(item.E));
        }
        catch (CorruptEventException broken)
        {
            throw new InvalidDataException($"The session's first event cannot be read: {broken.Message}", broken);
        }
    }
}
