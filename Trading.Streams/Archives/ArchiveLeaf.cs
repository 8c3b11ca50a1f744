namespace Trading.Streams.Archives;

/// <summary>One leaf of a public stream; its place in the list is its height.</summary>
public abstract record ArchiveLeaf
{
    /// <summary>The event itself.</summary>
    /// <param name="Salt">32 bytes.</param>
    /// <param name="Event">The event's bytes as they stand in the stream.</param>
    public sealed record Disclosed(byte[] Salt, byte[] Event) : ArchiveLeaf;

    /// <summary>Only the leaf's hash: the reader of this archive may not have the event.</summary>
    /// <param name="LeafHash">32 bytes.</param>
    public sealed record Withheld(byte[] LeafHash) : ArchiveLeaf;
}
