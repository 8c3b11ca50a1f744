using Trading.Evaluation.Archives;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Draws;
using Trading.Server.Storage;
using Trading.Server.Streams;
using Trading.Streams.Archives;
using Trading.Streams.Heads;

namespace Trading.Server.Draws;

/// <summary>Gathers what the archive of a draw is made of. Source: docs/spec/draw.md, "Archive".</summary>
public sealed class DrawArchives(IEventLog log, DrawDesks desks, DrawRows rows, HeadStore heads)
{
    private const int PageEvents = 1_000;

    /// <summary>
    /// The file; null while the draw is not over, or while no cosigned head covers its last event.
    /// </summary>
    public async Task<byte[]?> MakeAsync(string draw, ArchiveKind kind)
    {
        if (await desks.FindAsync(draw) is not Draw.Over state || state is { IsDisclosed: false, Last: Draw.Drawn })
            return null;
        var stream = Names.DrawStream(draw);
        var events = await AllAsync(stream);
        var threshold = state.Facts.Policy.Threshold;
        var notes = heads
            .CosignedHeads(stream, threshold)
            .Where(h => h.Size <= events.Count)
            .Select(h => UsableOf(h, events, state.Facts))
            .OfType<string>()
            .ToList();
        if (notes.Count == 0 || !PlatformCheckpoint.TryPeek(notes[^1], out var last) || last.Size != events.Count)
            return null;
        var leaves = events.Select(e => (ArchiveLeaf)new ArchiveLeaf.Disclosed(e.Salt!, e.Bytes)).ToList();
        return new DrawArchive(
            new StreamMember(kind, leaves, notes),
            [.. (await AllAsync(Names.DrawnStream(draw))).Select(e => e.Bytes)],
            kind == ArchiveKind.Full ? [.. (await AllAsync(Names.SeatedStream(draw))).Select(e => e.Bytes)] : [],
            await RowsOfAsync(draw, events)
        ).ToFile();
    }

    private static string? UsableOf(SignedHead head, List<StoredEvent> events, DrawFacts facts)
    {
        var times = events.Select(e => DrawCodec.Table.Decode(e.Type, e.Bytes).At).ToList();
        return HeadTimes.Usable(head.Cosigned, times, 0, [new HeadDemand("lock", facts.Policy.HeadKeys(), 1)]);
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
