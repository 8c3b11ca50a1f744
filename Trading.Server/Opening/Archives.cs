using Trading.Crypto;
using Trading.Opening;
using Trading.Server.Locks;
using Trading.Server.Storage;
using Trading.Server.Streams;

namespace Trading.Server.Opening;

/// <summary>
/// Gathers what an archive is made of (docs/spec/archive.md): the session's stream and its cosigned heads, and of every
/// frozen lot the intake with its acknowledgements, the opened records' ciphertexts and the partial openings. What a
/// reader may have, the builder decides.
/// </summary>
public sealed class Archives(
    IEventLog log,
    Desks desks,
    RelayStore relay,
    FrozenLots frozen,
    Records records,
    Receipts receipts,
    Heads heads
)
{
    private const int PageEvents = 1_000;

    /// <summary>The archive's bytes, or why there is none yet.</summary>
    public async Task<(byte[]? Bytes, Refusal? Refusal)> MakeAsync(string session, ArchiveKind kind)
    {
        var running = (await desks.FindAsync(session))!;
        var (stream, builder) = (Names.SessionStream(session), new ArchiveBuilder(kind));
        foreach (var head in relay.CosignedHeads(stream, running.Lots.Values.Min(lot => lot.Policy.Threshold)))
            builder.AddHead(head.Cosigned);
        long from = 0;
        for (
            IReadOnlyList<StoredEvent> page;
            (page = await log.ReadAsync(stream, from, PageEvents)).Count > 0;
            from += page.Count
        )
            foreach (var stored in page)
                builder.AddEvent(stored.Salt!, stored.Bytes);
        foreach (var lot in running.Lots.Values)
            if (await LotAsync(session, lot) is { } archived)
                builder.AddLot(archived);
        return builder.ToFile() is { } file
            ? (file, null)
            : (
                null,
                new Refusal(
                    Reason.TooEarly,
                    "spec:archive",
                    "No cosigned head covers an opened or failed lot yet.",
                    "wait-for-cosignatures"
                )
            );
    }

    private async Task<ArchiveLot?> LotAsync(string session, Lot lot)
    {
        if (lot is not (Lot.Opened or Lot.Failed { Cause: not LotFailure.NoLock }))
            return null;
        var id = lot.Terms.Lot;
        var ticks = await frozen.TicksAsync(session, id);
        await heads.SignIntakeAsync(session, id, ticks.Count); // it is signed, unless the relay was lost
        var freeze = relay.FindHead(Names.IntakeStream(session, id), ticks.Count)!;
        var acknowledgements = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var tick in ticks)
        foreach (var entry in tick.Entries)
        {
            var hash = Convert.ToHexStringLower(entry.Hash(Suite.Find(lot.Policy.Suite)!));
            acknowledgements[hash] = await receipts.AcknowledgeAsync(session, id, hash, entry);
        }
        var partials = relay.Partials(session, id).ToDictionary(partial => partial.Key, partial => partial.Value.Batch);
        return new ArchiveLot(
            id,
            freeze.Note,
            [.. ticks.Select(tick => new DisclosedTick(tick.Seed, tick.Entries))],
            acknowledgements,
            RecordsOf(lot, ticks),
            partials
        )
        {
            Refused = relay.Refused(session, id, RefusedOf(lot)),
        };
    }

    private static IReadOnlyDictionary<int, byte[]> RefusedOf(Lot lot) =>
        lot switch
        {
            Lot.Opened l => l.Release.Refused,
            Lot.Failed { Before: Lot.Releasing l } => l.Release.Refused,
            _ => new Dictionary<int, byte[]>(),
        };

    private Dictionary<string, byte[]> RecordsOf(Lot lot, IReadOnlyList<TickSealed> ticks)
    {
        var bids = lot switch
        {
            Lot.Opened l => l.Bids,
            Lot.Failed l => l.Bids,
            _ => [],
        };
        var envelopes = ticks
            .SelectMany(tick => tick.Entries)
            .Where(entry => entry.Kind == EntryKind.Envelope)
            .Select(entry => SignedHeader.TryParse(entry.Statement, out var signed, out _) ? signed : null)
            .OfType<SignedHeader>()
            .ToDictionary(signed => Convert.ToHexString(signed.EntryHash));
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var bid in bids)
            if (records.Read(envelopes[Convert.ToHexString(bid.EnvelopeHash)], out var ciphertext) == PartState.Whole)
                found.Add(bid.Submission, ciphertext);
        return found;
    }
}
