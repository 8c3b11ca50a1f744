namespace Trading.Streams.Heads;

/// <summary>The head of a stream, as a checkpoint names it.</summary>
/// <param name="Stream">The stream's name, which is the checkpoint's origin.</param>
/// <param name="Size">Leaves.</param>
/// <param name="Root">32 bytes.</param>
public sealed record StreamHead(string Stream, long Size, byte[] Root);
