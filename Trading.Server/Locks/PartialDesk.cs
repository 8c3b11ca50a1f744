using System.Collections.Concurrent;
using Trading.Crypto;
using Trading.Server.Streams;

namespace Trading.Server.Locks;

/// <summary>
/// Trustees' partial openings: verified when they arrive, bytes in the restricted store, their hash in the stream. A
/// wrong batch names its trustee, and is kept beside its signature in the stream: the accusation's proof.
/// </summary>
public sealed class PartialDesk(Desks desks, RelayStore relay, FrozenLots frozen, Clock clock)
{
    private const string NothingLeft = "nothing is left to open";

    // Decoded and checked batches: checking costs as much as opening, and must not happen twice. A restart checks
    // again.
    private readonly ConcurrentDictionary<(string List, string Batch), PartialBatch> checkedBatches = new();

    public async Task<Refusal?> TakeAsync(string session, Lot lot, int trustee, byte[] body, byte[] signature)
    {
        if (PhaseOf(lot) is not { } phase)
            return new Refusal(Reason.TooEarly, "spec:trustee", "The release has not begun.", "wait-for-release");
        var suite = Suite.Find(lot.Policy.Suite)!;
        var hash = suite.Hash(body);
        var fault = Check(await frozen.FindAsync(session, lot.Policy, phase.Lock, phase.Freeze), suite, trustee, body);
        if (fault is null)
            return await AcceptAsync(session, lot.Terms.Lot, trustee, hash, body);
        if (fault == NothingLeft)
            return new Refusal(Reason.BadProof, "spec:lock", "There is nothing to open.", "correct-and-send-again");
        // The bytes first: an accusation that stands in the stream must be provable.
        relay.PutRefused(session, lot.Terms.Lot, trustee, hash, body);
        var refused = await desks
            .Session(session)
            .SendAsync(
                new RefusePartial(
                    clock.Now,
                    lot.Terms.Lot,
                    trustee,
                    hash,
                    fault,
                    lot.Policy.Version > 1 ? signature : null
                )
            );
        return refused.Refusal
            ?? new Refusal(
                Reason.BadProof,
                "spec:lock",
                $"The partial openings do not verify: {fault}.",
                "correct-and-send-again"
            );
    }

    /// <summary>
    /// t verified batches of different trustees for the lot as it stands, or null while there are fewer.
    /// </summary>
    public async Task<(FrozenLot Lot, IReadOnlyList<PartialBatch> Batches)?> FindEnoughAsync(
        string session,
        Lot.Released lot
    )
    {
        var release = await frozen.FindAsync(session, lot.Policy, lot.Lock, lot.Freeze);
        var suite = Suite.Find(lot.Policy.Suite)!;
        var batches = new List<PartialBatch>();
        foreach (var (trustee, (hash, body)) in relay.Partials(session, lot.Terms.Lot))
        {
            // The relay's file could be changed by its keeper; what counts is the hash in the stream, and the proof.
            var isLogged =
                lot.Partials.TryGetValue(trustee, out var logged)
                && logged.AsSpan().SequenceEqual(hash)
                && suite.Hash(body).AsSpan().SequenceEqual(hash);
            if (isLogged && Check(release, suite, trustee, body) is null)
                batches.Add(checkedBatches[KeyOf(release, suite, body)]);
            if (batches.Count == lot.Policy.Threshold)
                return (release, batches);
        }
        return null;
    }

    private async Task<Refusal?> AcceptAsync(string session, string lot, int trustee, byte[] hash, byte[] body)
    {
        var accepted = await desks.Session(session).SendAsync(new AcceptPartial(clock.Now, lot, trustee, hash));
        if (accepted.IsAccepted)
            relay.PutPartials(session, lot, trustee, hash, body);
        return accepted.Refusal;
    }

    private string? Check(FrozenLot release, Suite suite, int trustee, byte[] body)
    {
        var key = KeyOf(release, suite, body);
        if (checkedBatches.TryGetValue(key, out var before))
            return before.Trustee == trustee ? null : "another trustee's";
        if (release.Opening is null)
            return NothingLeft;
        var fault = PartialJudgement.FaultOf(suite, release.Opening, trustee, body, out var batch);
        if (fault is null)
            checkedBatches[key] = batch!;
        return fault;
    }

    private static (string, string) KeyOf(FrozenLot release, Suite suite, byte[] body) =>
        (
            Convert.ToHexString(release.List.LockId) + Convert.ToHexString(release.List.Hash()),
            Convert.ToHexString(suite.Hash(body))
        );

    private static (LockFacts Lock, FreezeFacts Freeze)? PhaseOf(Lot lot) =>
        lot is Lot.Released l ? (l.Lock, l.Freeze) : null;
}
