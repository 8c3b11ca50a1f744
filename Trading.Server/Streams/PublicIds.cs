using Trading.Server.Storage;

namespace Trading.Server.Streams;

/// <summary>
/// One id stands for one public stream, whatever procedure it belongs to: the worker and the trustees know an aggregate
/// by its id alone. One publication is looked at after the other, so that no two can both find an id free.
/// </summary>
public sealed class PublicIds(IEventLog log) : IDisposable
{
    private static readonly Func<string, string>[] Streams = [Names.SessionStream, Names.DrawStream, Names.RoomStream];
    private static readonly Refusal Taken = new(
        Reason.Conflict,
        "spec:streams",
        "This id stands for something else that was published here.",
        "correct-and-prepare-again"
    );
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>
    /// Publishes <paramref name="stream"/> in its turn, unless its id belongs to a stream of another procedure.
    /// </summary>
    public async Task<Refusal?> PublishAsync(string id, string stream, Func<Task<Refusal?>> publish)
    {
        await turn.WaitAsync();
        try
        {
            foreach (var other in Streams.Select(of => of(id)).Where(other => other != stream))
                if (await log.HeadAsync(other) > 0)
                    return Taken;
            return await publish();
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
