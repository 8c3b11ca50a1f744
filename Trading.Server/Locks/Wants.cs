using System.Collections.Concurrent;
using System.Security.Cryptography;
using Trading.Locks.Sources;
using Trading.Opening;
using Trading.Server.People;
using Trading.Server.Storage;
using Trading.Server.Streams;
using Trading.Server.Time;

namespace Trading.Server.Locks;

/// <summary>
/// What the platform wants of a trustee now, computed from the sessions and from what is missing in the relay: there
/// are no read marks, a want goes when its answer is there and comes again when the answer is lost (docs/decisions).
/// What was computed is remembered for each trustee and lot until the lot's state or the relay moves; an answer holds
/// the most urgent part of it (<see cref="WantQueue"/>).
/// </summary>
public sealed class Wants(IEventLog log, Desks desks, RelayStore relay, Attestations attestations, Clock clock)
{
    private const int PageEvents = 1_000;
    private readonly ConcurrentDictionary<string, WantBook> books = new(StringComparer.Ordinal);
    private readonly byte[] tagKey = RandomNumberGenerator.GetBytes(32);

    /// <summary>
    /// The next answer; null when it would be nothing new to whoever has seen this tag: no want has changed, and none
    /// is due to be told again.
    /// </summary>
    public async Task<(string Tag, IReadOnlyList<Offer> Offers)?> FindAsync(Caller trustee, string? seen)
    {
        var book = books.GetOrAdd(trustee.Name, static _ => new WantBook());
        await book.Gate.WaitAsync();
        try
        {
            await RefreshAsync(book, trustee);
            var (tag, now) = (TagOf(book.Changes), clock.Now);
            if (tag == seen && !book.Offers.Any(offer => offer.IsAwake(now)))
                return null;
            var chosen = WantQueue.Choose(book.Offers, now);
            foreach (var offer in chosen)
                offer.GoOut(now);
            return (tag, chosen);
        }
        finally
        {
            book.Gate.Release();
        }
    }

    /// <summary>The trustee's number in a policy, from 1; 0 when it is not named.</summary>
    public static int NumberIn(LockPolicy policy, Caller trustee)
    {
        for (var i = 0; i < policy.Trustees.Count; i++)
            if (policy.Trustees[i].SigningKey.AsSpan().SequenceEqual(trustee.Key))
                return i + 1;
        return 0;
    }

    /// <summary>Signed withdrawals of what was revoked, in the order of the stream.</summary>
    public async Task<IReadOnlyList<byte[]>> RevocationsAsync(string session, string lot, FreezeFacts freeze)
    {
        var statements = new List<byte[]>();
        if (freeze.Revoked.IsEmpty)
            return statements;
        var (stream, from) = (Names.SessionStream(session), 0L);
        for (
            IReadOnlyList<StoredEvent> page;
            (page = await log.ReadAsync(stream, from, PageEvents)).Count > 0;
            from += page.Count
        )
            foreach (var stored in page.Where(stored => stored.Type == nameof(BidRevoked)))
                if (EventCodec.DecodeSession(stored.Type, stored.Bytes) is BidRevoked revoked && revoked.Lot == lot)
                    statements.Add(revoked.Statement);
        return statements;
    }

    private async Task RefreshAsync(WantBook book, Caller trustee)
    {
        book.Meet(await desks.SessionsAsync());
        foreach (var page in book.Pages)
        {
            // Asked before anything is read: what moves meanwhile is seen by the next look.
            var marks = new WantMarks(relay.ChangesOf(page.Session), attestations.ChangesOf(page.Session));
            var state = await desks.Session(page.Session).ReadAsync();
            if (page.IsFresh(state, marks, clock.Now) || state.Published() is not { } running)
                continue;
            page.Until = long.MaxValue;
            foreach (var lot in running.Lots.Values)
                await RefreshAsync(book, page, running, state is Session.Running, lot, trustee);
            RefreshHead(book, page, running, trustee);
            page.IsSettled = state is Session.Sealed && await IsSettledAsync(page, trustee);
            (page.State, page.Marks) = (state, marks);
        }
        book.ForgetSettled();
    }

    private async Task RefreshAsync(
        WantBook book,
        SessionPage page,
        Session.Running running,
        bool isRunning,
        Lot lot,
        Caller trustee
    )
    {
        var (session, id, number) = (page.Session, lot.Terms.Lot, NumberIn(lot.Policy, trustee));
        // Of a concluded session only its last head is wanted; of a failed lot, and of one that does not name this
        // trustee, nothing.
        var isAsked = isRunning && number > 0 && lot is not Lot.Failed;
        var marks = new LotMarks(
            lot,
            isAsked,
            new WantMarks(relay.ChangesOf(session, id), attestations.ChangesOf(session, id))
        );
        var seen = page.Lots.GetValueOrDefault(id, LotPage.Empty);
        if (!seen.IsFresh(marks, clock.Now))
        {
            var held = isAsked ? relay.Read(session, id) : LotRelay.Nothing;
            var (times, until) = attestations.WantsOf(session, id, number);
            var wants = isAsked
                ? LockWants.Of(LotStages.Of(lot, await RevokedAsync(session, lot)), number, held, times)
                : [];
            var offers = wants.Select(want => new Offer(
                want,
                lot.Policy.CloseAt,
                TrusteeRules.TimelyUntil(lot.Policy),
                PublisherOf(running)
            ));
            page.Lots[id] = seen = new LotPage(
                marks,
                until,
                LotStages.IsLocked(lot, number, held),
                book.Keep(seen, offers)
            );
        }
        page.Until = Math.Min(page.Until, seen.Until);
    }

    private void RefreshHead(WantBook book, SessionPage page, Session.Running running, Caller trustee)
    {
        var (session, stream) = (page.Session, Names.SessionStream(page.Session));
        var marks = new LotMarks(
            null,
            page.Lots.Values.Any(lot => lot.IsLocked),
            new WantMarks(relay.ChangesOf(session, ""), 0)
        );
        if (page.Head.IsFresh(marks, clock.Now))
            return;
        CosignWant[] wants =
            marks.IsAsked
            && relay.NewestHead(stream) is { } head
            && !relay.HasCosignature(stream, head.Size, trustee.Name)
                ? [new CosignWant(session, "", head.Note)]
                : [];
        var closeAt = running.Lots.Values.Min(lot => lot.Policy.CloseAt);
        page.Head = new LotPage(
            marks,
            long.MaxValue,
            marks.IsAsked,
            book.Keep(page.Head, wants.Select(want => new Offer(want, closeAt, 0, PublisherOf(running))))
        );
    }

    // Once the last head of a sealed session is cosigned, nothing can be wanted again.
    private async Task<bool> IsSettledAsync(SessionPage page, Caller trustee)
    {
        if (!page.Lots.Values.Any(lot => lot.IsLocked))
            return true;
        var stream = Names.SessionStream(page.Session);
        var (_, size) = await desks.Session(page.Session).ReadWithHeadAsync(stream);
        return relay.HasCosignature(stream, size, trustee.Name);
    }

    private Task<IReadOnlyList<byte[]>> RevokedAsync(string session, Lot lot) =>
        lot switch
        {
            Lot.Released l => RevocationsAsync(session, l.Terms.Lot, l.Freeze),
            _ => Task.FromResult<IReadOnlyList<byte[]>>([]),
        };

    // A number that counts would tell how much went on; this one only tells one state of the book from another, and
    // dies with the process.
    private string TagOf(long changes) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(tagKey, BitConverter.GetBytes(changes)).AsSpan(0, 16));

    // Whose turn it is: sessions of version 1 tell their host alone.
    private static string PublisherOf(Session.Running running) =>
        running.Terms.Publisher is { } publisher
            ? publisher.Key is { } key
                ? Convert.ToHexString(key)
                : publisher.Name
            : Convert.ToHexString(running.Terms.Roles.First(role => role.Role == Role.Host).Key);
}
