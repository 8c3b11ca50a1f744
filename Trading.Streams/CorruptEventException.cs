namespace Trading.Streams;

/// <summary>
/// An event that cannot be: bytes that the codec would not print, or a happening that does not follow from the state.
/// The stream stops here.
/// </summary>
/// <param name="type">The event's type, as far as it is known.</param>
/// <param name="what">What is wrong.</param>
/// <param name="inner">The cause, or null.</param>
public sealed class CorruptEventException(string type, string what, Exception? inner = null)
    : Exception($"{type}: {what}", inner)
{
    /// <summary>The event's type, or an empty text.</summary>
    public string Type { get; } = type;
}
