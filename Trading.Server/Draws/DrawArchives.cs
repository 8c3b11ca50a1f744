using Trading.Evaluation.Archives;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Draws;
using Trading.Server.Storage;
using Trading.Server.Streams;
using Trading.Streams.Archives;
using Trading.Streams.Heads;

namespace Trading.Server.Draws;

/// <summary>Gathers what the archive of a draw is made of. Source: docs/spec/draw.md, "Archive".</summary>
public sealed class DrawArchives(IEventLog log, DrawDesks desks, DrawRows rows, DrawPapers papers, HeadStore heads)
{
    private const int PageEvents = 1_000;

    /// <summary>
    /// The file, or what it waits for: the draw is not over, or no signed head covers its last event yet.
    /// </summary>
    public async Task<(byte[]? File, Refusal? Refusal)> MakeAsync(string draw, ArchiveKind kind)
    {
        var state = await desks.FindAnyAsync(draw);
        if (MissingOf(state) is { } missing)
            return (null, missing);
        var stream = Names.DrawStream(draw);
        var events = await AllAsync(stream);
        // Nobody cosigns the stream of a draw that has no locks.
        HeadDemand[] demands = state is Draw.Over ours ? [new("lock", ours.Facts.Policy.HeadKeys(), 1)] : [];
        var notes = heads
            .CosignedHeads(stream, demands is [var demand] ? demand.Keys.Threshold : 0)
            .Where(h => h.Size <= events.Count)
            .Select(h => UsableOf(h, events, demands))
            .OfType<string>()
            .ToList();
        if (notes.Count == 0 || !PlatformCheckpoint.TryPeek(notes[^1], out var last) || last.Size != events.Count)
            return (null, NoHead);
        var leaves = events.Select(e => (ArchiveLeaf)new ArchiveLeaf.Disclosed(e.Salt!, e.Bytes)).ToList();
        var archive = new DrawArchive(
            new StreamMember(kind, leaves, notes),
            [.. (await AllAsync(Names.DrawnStream(draw))).Select(e => e.Bytes)],
            kind == ArchiveKind.Full ? [.. (await AllAsync(Names.SeatedStream(draw))).Select(e => e.Bytes)] : [],
            await RowsOfAsync(draw, events),
            kind == ArchiveKind.Full && events.Any(e => e.Type == nameof(PaperKept))
                ? await papers.ReadAsync(draw)
                : null
        );
        return (archive.ToFile(), null);
    }

    private static Refusal NoHead =>
        TooEarly(
            "The draw is over; its last head is not signed by enough of its trustees yet.",
            "wait-for-cosignatures"
        );

    // What a draw still lacks before it is over; null when it is.
    internal static Refusal? MissingOf(Draw? state) =>
        state switch
        {
            Draw.Over { IsDisclosed: true } or Draw.Over { Last: not Draw.Drawn } => null,
            Draw.ImportOver { IsDisclosed: true } => null,
            Draw.Over or Draw.ImportOver => NoHead,
            Draw.Locking => TooEarly("The draw is not over: its locks are being built.", "wait-for-lock"),
            Draw.Drawn { IsAllHere: true, Units: null } => TooEarly(
                "The draw is not over: all have arrived, and the opening has not named its bidders yet.",
                "wait-for-bidders"
            ),
            Draw.Drawn { IsAllHere: true } => TooEarly(
                "The draw is not over: the pool has not answered about the bidders yet.",
                "wait-for-pool"
            ),
            Draw.Drawn s => TooEarly(
                $"The draw is not over: {s.Arrived.Count} of {s.Facts.Request.DrawnSeats} have arrived.",
                "wait-for-arrivals"
            ),
            Draw.Imported => TooEarly("The draw is not over: not everybody has arrived.", "wait-for-arrivals"),
            _ => TooEarly("The draw is not over: nobody is drawn yet.", "wait-for-draw"),
        };

    private static Refusal TooEarly(string detail, string nextStep) =>
        new(Reason.TooEarly, "spec:draw", detail, nextStep);

    private static string? UsableOf(SignedHead head, List<StoredEvent> events, HeadDemand[] demands)
    {
        var times = events.Select(e => DrawCodec.Table.Decode(e.Type, e.Bytes).At).ToList();
        return HeadTimes.Usable(head.Cosigned, times, 0, demands);
    }

    private async Task<List<StoredEvent>> AllAsync(string stream)
    {
        var all = new List<StoredEvent>();
        for (IReadOnlyList<StoredEvent> page; (page = await log.ReadAsync(stream, all.Count, PageEvents)).Count > 0; )
            all.AddRange(page);
        return all;
    }

    private async Task<Dictionary<string, byte[]>> RowsOfAsync(string draw, List<StoredEvent> events)
    {
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var stored in events.Where(e => e.Type is nameof(PoolReduced) or nameof(PoolCommitted)))
        {
            var root = DrawCodec.Table.Decode(stored.Type, stored.Bytes) switch
            {
                PoolReduced e => e.Root,
                PoolCommitted e => e.Root,
                _ => [],
            };
            var name = Convert.ToHexStringLower(root);
            if (rows.Find(draw, name) is { } path)
                found[name] = await File.ReadAllBytesAsync(path);
        }
        return found;
    }
}
