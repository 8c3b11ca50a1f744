namespace Trading.Server.Streams;

/// <summary>
/// Heights that a reader may name. They end where every reader of JSON still holds whole numbers exactly, far from
/// where sums overflow.
/// </summary>
internal static class Heights
{
    public const long Most = (1L << 53) - 1;

    public const string Rule = "after is a height from 0 to 9007199254740991, or -1 for the start of the stream.";

    /// <summary>Whether a reader may begin behind it.</summary>
    public static bool IsAfter(long height) => height is >= -1 and <= Most;
}
