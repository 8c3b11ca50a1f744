using Trading.Crypto;
using Trading.Opening;
using Trading.Server.Storage;

namespace Trading.Server.Opening;

/// <summary>
/// Gathers an archive (docs/spec/archive.md): the session's stream up to its newest cosigned head, and of every lot frozen by then the
/// intake, the opened records' ciphertexts and, in the full one, the partial openings.
/// </summary>
public sealed class Archives(IEventLog log, Desks desks, RelayStore relay, FrozenLots frozen, Records records)
{
    private const int PageEvents = 1_000;

    /// <summary>The archive's bytes, or why there is none yet.</summary>
    public async Task<(byte[]? Bytes, Refusal? Refusal)> MakeAsync(string session, ArchiveKind kind)
    {
        var running = (await desks.FindAsync(session))!;
        var heads = relay.CosignedHeads(Names.SessionStream(session), running.Lots.Values.Min(lot => lot.Policy.Threshold));
        var (leaves, covered) = heads.Count == 0 ? ([], new Session.None()) : await ReadAsync(session, heads[^1].Size);
        var ended = (covered as Session.Running ?? (covered as Session.Concluded)?.Last)?.Lots.Values.Where(lot => lot is Lot.Opened or Lot.Failed).ToArray() ?? [];
        if (ended.Length == 0) return (null, new Refusal(Reason.TooEarly, "spec:archive", "No cosigned head covers an opened or failed lot yet.", "wait-for-cosignatures"));
        var lots = new List<ArchiveLot>();
        foreach (var lot in ended) if (await LotAsync(session, lot, kind) is { } archived) lots.Add(archived);
        return (ArchiveCodec.Write(new Archive(kind, leaves, [.. heads.Select(head => head.Cosigned)], lots)), null);
    }

    private async Task<(ArchiveLeaf[] Leaves, Session Covered)> ReadAsync(string session, long size)
    {
        var (leaves, state) = (new ArchiveLeaf[size], (Session)new Session.None());
        for (long from = 0; from < size;)
            foreach (var stored in await log.ReadAsync(Names.SessionStream(session), from, (int)Math.Min(PageEvents, size - from)))
            {
                leaves[from++] = new ArchiveLeaf.Disclosed(stored.Salt!, stored.Bytes);
                state = Decider.Evolve(state, EventCodec.DecodeSession(stored.Type, stored.Bytes));
            }
        return (leaves, state);
    }

    private async Task<ArchiveLot?> LotAsync(string session, Lot lot, ArchiveKind kind)
    {
        var id = lot.Terms.Lot;
        var ticks = await frozen.TicksAsync(session, id);
        if (ticks.Count == 0 || relay.FindHead(Names.IntakeStream(session, id), ticks.Count) is not { } head) return null; // failed before there was an intake
        var partials = kind == ArchiveKind.Full ? relay.Partials(session, id).ToDictionary(p => p.Key, p => p.Value.Batch) : [];
        return new ArchiveLot(id, head.Note, [.. ticks.Select(tick => new DisclosedTick(tick.Seed, tick.Entries))], RecordsOf(lot, ticks), partials);
    }

    private Dictionary<string, byte[]> RecordsOf(Lot lot, IReadOnlyList<TickSealed> ticks)
    {
        var bids = lot switch { Lot.Opened l => l.Bids, Lot.Failed l => l.Bids, _ => [] };
        var envelopes = ticks.SelectMany(tick => tick.Entries).Where(entry => entry.Kind == EntryKind.Envelope)
            .Select(entry => SignedHeader.TryParse(entry.Statement, out var signed, out _) ? signed : null).OfType<SignedHeader>()
            .ToDictionary(signed => Convert.ToHexString(signed.EntryHash));
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var bid in bids.Where(bid => bid.Unreadable is null or { Fault: Fault.Bidder }))
            if (records.Read(envelopes[Convert.ToHexString(bid.EnvelopeHash)], out var ciphertext) == PartState.Whole) found.Add(bid.Submission, ciphertext);
        return found;
    }
}
