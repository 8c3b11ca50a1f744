namespace Trading.Server.Storage;

/// <summary>
/// Append-only streams of events: the only meeting place of writers and readers. What an event means is unknown here.
///
/// <para><b>Heights.</b> The first event of a stream has height 0; there are no gaps and no way to change or remove an
/// event. A stream exists from its first event on.</para>
///
/// <para><b>Atomicity.</b> One append may touch several streams. All of its events become visible together, or none
/// does.</para>
///
/// <para><b>Durability.</b> When an append is answered <see cref="Appended"/>, its events survive a crash of the
/// process and a loss of power. Readers never see an event that is not durable. The log may make many waiting appends
/// durable by one commit.</para>
///
/// <para><b>Order.</b> Appends are judged in the order of the calls, so a caller may send height h + 1 before h is
/// answered; if h is not appended, h + 1 is a <see cref="Conflict"/>. There is one order over all streams,
/// <see cref="StoredEvent.Position"/>, that agrees with the heights of each. Positions become visible in order: who has
/// seen a position never meets a lower one that was not there, so a reader goes on behind the last one that it saw.
/// </para>
///
/// <para><b>Failure.</b> A <see cref="Conflict"/> is an expected answer: nothing was written. A
/// <see cref="LogFailedException"/> says that the outcome is unknown: the events may be there or may still not be. The
/// caller forgets what it folded, reads again and decides again.</para>
///
/// <para><b>Concurrency.</b> Every member may be called from any thread at any time. Writers wait for the disk, never
/// for readers.</para>
///
/// <para><b>Ownership.</b> The log owns its files; arrays that go in or come out are not copied, and nobody changes
/// them.</para>
/// </summary>
public interface IEventLog : IAsyncDisposable
{
    /// <summary>
    /// Appends all or nothing, at the heights that the caller expects to be free next. Positions follow the order of
    /// the list; a stream may stand in it several times, each time from where the one before ends.
    /// </summary>
    ValueTask<AppendOutcome> AppendAsync(IReadOnlyList<StreamAppend> appends);

    /// <summary>
    /// Number of durable events, which is the height of the next one; 0 for a stream that does not exist.
    /// </summary>
    ValueTask<long> HeadAsync(string stream);

    /// <summary>Durable events from a height on, in order, at most <paramref name="most"/>.</summary>
    ValueTask<IReadOnlyList<StoredEvent>> ReadAsync(string stream, long from, int most);

    /// <summary>
    /// Events of several streams in the one order of the log, behind a position (0 for all), at most
    /// <paramref name="most"/>.
    /// </summary>
    ValueTask<IReadOnlyList<StoredEvent>> ReadTogetherAsync(IReadOnlyList<string> streams, long behind, int most);

    /// <summary>
    /// Leaf hashes from a height on, in order, at most <paramref name="most"/>: what a tree or a compact range is made
    /// of.
    /// </summary>
    ValueTask<IReadOnlyList<byte[]>> ReadLeavesAsync(string stream, long from, int most);

    /// <summary>Names of the streams that start with a prefix, in the order of their first event.</summary>
    ValueTask<IReadOnlyList<string>> StreamsAsync(string prefix);

    /// <summary>
    /// Calls back with every stream that grew and its head, after its events are readable, until disposed. Calls may be
    /// merged and
    /// may come twice; a waiting reader therefore reads from its own height. The callback must return at once: it runs
    /// where commits are made.
    /// </summary>
    IDisposable Subscribe(Action<IReadOnlyDictionary<string, long>> grew);
}

/// <summary>
/// An event to be appended. <paramref name="Salt"/> is null where the stream's leaves are not salted.
/// </summary>
public sealed record NewEvent(string Type, byte[] Bytes, byte[] Leaf, byte[]? Salt);

/// <summary>Events for one stream from height <paramref name="Expected"/> on.</summary>
public sealed record StreamAppend(string Stream, long Expected, IReadOnlyList<NewEvent> Events);

/// <summary>An event as it stands in the log.</summary>
public sealed record StoredEvent(
    string Stream,
    long Height,
    long Position,
    string Type,
    byte[] Bytes,
    byte[] Leaf,
    byte[]? Salt
);

/// <summary>How an append ended.</summary>
public abstract record AppendOutcome;

/// <summary>Durable; the last of the events stands at <paramref name="Position"/> (0 for an append of none).</summary>
public sealed record Appended(long Position) : AppendOutcome;

/// <summary>Nothing was written: the stream's head is <paramref name="Head"/>, not what the caller expected.</summary>
public sealed record Conflict(string Stream, long Expected, long Head) : AppendOutcome;

/// <summary>The store failed; whether the append is durable is unknown.</summary>
public sealed class LogFailedException(string what, Exception? cause) : Exception(what, cause);
