using System.Collections.Concurrent;
using System.Security.Cryptography;
using Trading.Locks.Sources;
using Trading.Server.People;
using Trading.Server.Streams;

namespace Trading.Server.Locks;

/// <summary>
/// What the platform wants of a trustee now, computed from the locks of every source and from what is missing in the
/// relay: there are no read marks, a want goes when its answer is there and comes again when the answer is lost
/// (docs/decisions). What was computed is remembered for each trustee and lock until the lock's stage or the relay
/// moves; an answer holds the most urgent part of it (<see cref="WantQueue"/>).
/// </summary>
public sealed class Wants(
    IEnumerable<ILockSource> sources,
    RelayStore relay,
    HeadStore heads,
    Attestations attestations,
    Clock clock
)
{
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

    private async Task RefreshAsync(WantBook book, Caller trustee)
    {
        foreach (var source in sources)
            book.Meet(source, await source.FindAllAsync());
        foreach (var page in book.Pages)
        {
            // Asked before anything is read: what moves meanwhile is seen by the next look.
            var marks = new WantMarks(relay.ChangesOf(page.Id), attestations.ChangesOf(page.Id));
            if (await page.Source.FindAsync(page.Id) is not { } owner || page.IsFresh(owner, marks, clock.Now))
                continue;
            page.Until = long.MaxValue;
            foreach (var stage in owner.Locks)
                Refresh(book, page, owner, stage, trustee);
            RefreshHead(book, page, owner, trustee);
            page.IsSettled = owner.EndsAt is { } size && IsSettled(page, owner.Stream, size, trustee);
            (page.Owner, page.Marks) = (owner, marks);
        }
        book.ForgetSettled();
    }

    private void Refresh(WantBook book, OwnerPage page, LockOwner owner, LockStage stage, Caller trustee)
    {
        var (id, policy) = (page.Id, stage.Policy);
        var number = policy.NumberOf(trustee.Key);
        // Of a lock that does not name this trustee, and of one that is over, nothing is wanted.
        var isAsked = number > 0 && stage is not LockStage.Over;
        var marks = new LockMarks(
            stage,
            isAsked,
            new WantMarks(relay.ChangesOf(id, policy.Lot), attestations.ChangesOf(id, policy.Lot))
        );
        var seen = page.Locks.GetValueOrDefault(policy.Lot, LockPage.Empty);
        if (!seen.IsFresh(marks, clock.Now))
        {
            var held = isAsked ? relay.Read(id, policy.Lot) : LotRelay.Nothing;
            var (times, until) = attestations.WantsOf(id, policy.Lot, number);
            var wants = isAsked ? LockWants.Of(stage, number, held, times) : [];
            var offers = wants.Select(want => new Offer(
                want,
                policy.CloseAt,
                TrusteeRules.TimelyUntil(policy),
                owner.Publisher
            ));
            page.Locks[policy.Lot] = seen = new LockPage(
                marks,
                until,
                number > 0 && LockWants.HoldsShare(stage, number, held),
                book.Keep(seen, offers)
            );
        }
        page.Until = Math.Min(page.Until, seen.Until);
    }

    private void RefreshHead(WantBook book, OwnerPage page, LockOwner owner, Caller trustee)
    {
        var marks = new LockMarks(
            null,
            page.Locks.Values.Any(known => known.HoldsShare),
            new WantMarks(relay.ChangesOf(page.Id, ""), 0)
        );
        if (page.Head.IsFresh(marks, clock.Now))
            return;
        CosignWant[] wants =
            marks.IsAsked
            && heads.NewestHead(owner.Stream) is { } head
            && !heads.HasCosignature(owner.Stream, head.Size, trustee.Name)
                ? [new CosignWant(page.Id, "", head.Note)]
                : [];
        var closeAt = owner.Locks.Min(stage => stage.Policy.CloseAt);
        page.Head = new LockPage(
            marks,
            long.MaxValue,
            marks.IsAsked,
            book.Keep(page.Head, wants.Select(want => new Offer(want, closeAt, 0, owner.Publisher)))
        );
    }

    // Once the last head of a stream that ended is cosigned, nothing can be wanted again.
    private bool IsSettled(OwnerPage page, string stream, long size, Caller trustee) =>
        !page.Locks.Values.Any(known => known.HoldsShare) || heads.HasCosignature(stream, size, trustee.Name);

    // A number that counts would tell how much went on; this one only tells one state of the book from another, and
    // dies with the process.
    private string TagOf(long changes) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(tagKey, BitConverter.GetBytes(changes)).AsSpan(0, 16));
}
