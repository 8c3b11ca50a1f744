using System.Threading.Channels;

namespace Trading.Relay.Live;

/// <summary>Tells what happened, in order, without the relay's lock.</summary>
internal sealed class EventLine(Action<RelayEvent> tell) : IAsyncDisposable
{
    private readonly Channel<RelayEvent> events = Channel.CreateUnbounded<RelayEvent>(new() { SingleReader = true });
    private Task running = Task.CompletedTask;

    public void Start() => running = Task.Run(RunAsync);

    public void Add(RelayEvent happened) => events.Writer.TryWrite(happened);

    public async ValueTask DisposeAsync()
    {
        events.Writer.TryComplete();
        await running.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        await foreach (var happened in events.Reader.ReadAllAsync().ConfigureAwait(false))
            tell(happened);
    }
}
