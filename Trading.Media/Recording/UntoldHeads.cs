namespace Trading.Media.Recording;

/// <summary>
/// The heads of one track that the room's stream does not have yet. They stay here until somebody says that they are
/// durable there. Not thread-safe.
/// </summary>
public sealed class UntoldHeads
{
    private readonly byte[] start;
    private readonly List<byte[]> heads;
    private uint first;
    private byte[]? hash;

    internal UntoldHeads(uint track, byte[] start, uint first, IEnumerable<byte[]> heads, byte[]? hash)
    {
        (Track, this.start, this.first, this.hash) = (track, start, first, hash);
        this.heads = [.. heads];
    }

    /// <summary>The track's number.</summary>
    public uint Track { get; }

    /// <summary>What is told next, at most 3,600 heads; null where nothing is left.</summary>
    public TrackHeads? Next()
    {
        var count = int.Min(heads.Count, TrackHeads.MostHeads);
        var end = hash is null || count < heads.Count ? null : new TapeEnd(first + (uint)count, hash);
        return count == 0 && end is null ? null : new(Track, start, first, [.. heads.Take(count)], end);
    }

    /// <summary>These heads are durable in the room's stream.</summary>
    public void Told(TrackHeads told)
    {
        ArgumentNullException.ThrowIfNull(told);
        if (told.Track != Track || told.First != first || told.Heads.Count > heads.Count)
            throw new ArgumentException("These are not the heads that are told next.", nameof(told));
        heads.RemoveRange(0, told.Heads.Count);
        first += (uint)told.Heads.Count;
        if (told.End is not null)
            hash = null;
    }

    internal void Add(byte[] head) => heads.Add(head);

    internal void End(byte[] fileHash) => hash = fileHash;
}
