namespace Trading.Opening.Archives;

/// <summary>
/// Puts an archive together from what a platform keeps: it takes the stream up to the newest cosigned head, the lots
/// that are opened or failed by then, and of each lot what readers of the kind may have. Source: docs/spec/archive.md,
/// "What is in it".
/// </summary>
/// <param name="kind">Who it is for.</param>
public sealed class ArchiveBuilder(ArchiveKind kind)
{
    private readonly List<ArchiveLeaf> leaves = [];
    private readonly SortedDictionary<long, string> heads = [];
    private readonly List<ArchiveLot> lots = [];

    /// <summary>Adds the next event of the session's stream: its salt (32 bytes) and its bytes as they stand.</summary>
    public ArchiveBuilder AddEvent(byte[] salt, byte[] bytes)
    {
        leaves.Add(new ArchiveLeaf.Disclosed(salt, bytes));
        return this;
    }

    /// <summary>
    /// Adds a checkpoint of the session's stream with its cosignatures. One that t trustees of a lot have not cosigned
    /// at a possible time is left out when the archive is made. A note that is none is an
    /// <see cref="ArgumentException"/>.
    /// </summary>
    public ArchiveBuilder AddHead(string note)
    {
        heads[
            PlatformCheckpoint.TryPeek(note, out var head)
                ? head.Size
                : throw new ArgumentException("This is no checkpoint.", nameof(note))
        ] = note;
        return this;
    }

    /// <summary>
    /// Adds a frozen lot with everything that is kept of it; what this archive may not hold is left out when it is
    /// made.
    /// </summary>
    public ArchiveBuilder AddLot(ArchiveLot lot)
    {
        lots.Add(lot);
        return this;
    }

    /// <summary>The file; null while no head that was added covers an opened or failed lot.</summary>
    public byte[]? ToFile()
    {
        var events = leaves.Select(l => EventCodec.DecodeSession(((ArchiveLeaf.Disclosed)l).Event)).ToList();
        var usable = heads
            .Where(h => h.Key <= leaves.Count)
            .Select(h => (Size: (int)h.Key, Note: SessionHeads.Usable(h.Value, events)))
            .Where(h => h.Note is not null)
            .ToList();
        var covered = usable.Count == 0 ? 0 : usable[^1].Size;
        events = [.. events.Take(covered)];
        if (!events.Any(e => e is LotOpened or LotFailed))
            return null;
        var notes = usable.Select(h => h.Note!).ToList();
        return ArchiveCodec.Write(
            new Archive(
                kind,
                [.. leaves.Take(covered)],
                notes,
                [
                    .. lots.Where(l => IsOver(l, events))
                        .OrderBy(l => l.Lot, StringComparer.Ordinal)
                        .Select(l => Trim(l, events)),
                ]
            )
        );
    }

    private static bool IsOver(ArchiveLot lot, List<SessionEvent> events) =>
        events.Exists(e =>
            (e is LotOpened opened && opened.Lot == lot.Lot)
            || (e is LotFailed { Cause: not LotFailure.NoLock } failed && failed.Lot == lot.Lot)
        );

    private ArchiveLot Trim(ArchiveLot lot, List<SessionEvent> events) =>
        lot with
        {
            Records = lot.Records.Where(r => events.Exists(e => ShowsRecord(e, lot.Lot, r.Key))).ToDictionary(),
            Partials =
                kind == ArchiveKind.Public
                    ? new Dictionary<int, byte[]>()
                    : lot.Partials.Where(p => events.Exists(e => IsAccepted(e, lot.Lot, p))).ToDictionary(),
            Refused = lot
                .Refused.Where(p =>
                    events.Exists(e =>
                        e is PartialRefused { Signature: not null } refused
                        && refused.Lot == lot.Lot
                        && refused.Trustee == p.Key
                    )
                )
                .ToDictionary(),
        };

    private static bool ShowsRecord(SessionEvent happened, string lot, string submission) =>
        happened switch
        {
            BidOpened e => e.Lot == lot && e.Submission == submission,
            BidUnreadable { Fault: Fault.Bidder } e => e.Lot == lot && e.Submission == submission,
            _ => false,
        };

    private static bool IsAccepted(SessionEvent happened, string lot, KeyValuePair<int, byte[]> partial) =>
        happened is PartialAccepted e && e.Lot == lot && e.Trustee == partial.Key;
}
