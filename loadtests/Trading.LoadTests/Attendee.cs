using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Trading.Cli;

namespace Trading.LoadTests;

/// <summary>
/// Somebody in the hall: follows the session over the hub, folds every event as it comes, and notes when each lot was
/// seen open.
/// </summary>
internal sealed class Attendee : IAsyncDisposable
{
    private readonly HubConnection hub;
    private readonly Lock gate = new();
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Attendee(HubConnection hub, string session)
    {
        this.hub = hub;
        Fold = new SessionFold(session);
        hub.On<FeedBatch>("batch", Take);
        hub.Closed += problem =>
        {
            Fail(problem ?? new IOException("The hub closed the connection."));
            return Task.CompletedTask;
        };
    }

    public SessionFold Fold { get; }

    /// <summary>When the last lot was seen opened or failed, UTC microseconds of this machine; 0 before.</summary>
    public long SettledAt { get; private set; }

    /// <summary>Frames that came; a frame holds everything new.</summary>
    public int Frames { get; private set; }

    public static async Task<Attendee> JoinAsync(Uri server, string session, CancellationToken cancel)
    {
        // The feed is a bare web socket: no negotiation, one round trip.
        var hub = new HubConnectionBuilder()
            .WithUrl(
                new Uri(server, "feed"),
                feed =>
                {
                    feed.Transports = HttpTransportType.WebSockets;
                    feed.SkipNegotiation = true;
                }
            )
            .Build();
        var attendee = new Attendee(hub, session);
        await attendee.hub.StartAsync(cancel);
        await attendee.hub.InvokeAsync("Join", attendee.Fold.Stream, -1L, cancel);
        return attendee;
    }

    /// <summary>Completes when every lot is opened or failed; throws what went wrong on the way.</summary>
    public Task UntilSettledAsync(TimeSpan patience, CancellationToken cancel) => done.Task.WaitAsync(patience, cancel);

    public async ValueTask DisposeAsync()
    {
        done.TrySetCanceled();
        await hub.DisposeAsync();
    }

    private void Take(FeedBatch batch)
    {
        lock (gate)
        {
            if (done.Task.IsFaulted)
                return;
            try
            {
                Frames++;
                if (batch.Events.Count == 0 || batch.From != batch.Events[0].H || batch.To != batch.Events[^1].H)
                    throw new InvalidDataException($"A frame says {batch.From} to {batch.To} and holds other events.");
                foreach (var item in batch.Events)
                    Fold.Take(item);
                if (!IsSettled(Fold.State))
                    return;
                if (SettledAt == 0)
                    SettledAt = TimeText.Now();
                done.TrySetResult();
            }
            catch (InvalidDataException broken)
            {
                Fail(broken);
            }
        }
    }

    private void Fail(Exception problem) => done.TrySetException(problem);

    private static bool IsSettled(Session state) =>
        state switch
        {
            Session.Running running => running.Lots.Values.All(lot => lot is Lot.Opened or Lot.Failed),
            Session.Concluded or Session.Sealed => true,
            _ => false,
        };
}
