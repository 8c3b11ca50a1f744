using System.Collections.Concurrent;

namespace Trading.Gate.Doors;

/// <summary>The draws that the platform wants admitted now, and the rows behind them.</summary>
public sealed class OpenDoors(OfficeClient platform)
{
    private const int MostRoots = 8;
    private readonly ConcurrentDictionary<string, IReadOnlyList<CommittedPosition>> rowsByRoot = new(
        StringComparer.Ordinal
    );
    private volatile IReadOnlyDictionary<string, Door> doors = new Dictionary<string, Door>();

    public void Put(IEnumerable<Door> now) =>
        doors = now.DistinctBy(door => door.Request.Draw)
            .ToDictionary(door => door.Request.Draw, StringComparer.Ordinal);

    public Door? Find(string draw) => doors.GetValueOrDefault(draw);

    /// <summary>The committed position, or null where the root has none of that number.</summary>
    /// <exception cref="PlatformException">The platform has no rows that give the root.</exception>
    public async Task<CommittedPosition?> PositionAsync(Door door, int position, CancellationToken stop)
    {
        if (door.Names is not { } names)
            return null;
        var name = Convert.ToHexStringLower(door.Root);
        if (!rowsByRoot.TryGetValue(name, out var rows))
        {
            var bytes = await platform.RowsAsync(door.Request.Draw, door.Root, stop);
            if (
                !ShownRows.TryParse(names.Suite, bytes, door.Root, out var shown)
                || !CommitmentHead.TryParse(shown.Head, out var head)
                || !head.RequestHash.AsSpan().SequenceEqual(door.Request.Hash())
                || !head.NamesLock.AsSpan().SequenceEqual(names.LockId)
            )
                throw new PlatformException("the rows are not those of root, request and lock", default);
            if (rowsByRoot.Count >= MostRoots)
                rowsByRoot.Clear();
            rowsByRoot[name] = rows = shown.Positions;
        }
        return position < rows.Count ? rows[position] : null;
    }
}
