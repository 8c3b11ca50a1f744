using System.Collections.Concurrent;
using Trading.Relay.Live;

namespace Trading.Relay.Tests.Native;

/// <summary>A relay with one room, and what it told.</summary>
internal sealed class Site : IAsyncDisposable
{
    public const string Room = "room-1";

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<IDisposable> things = [];

    public Site(RelayOptions? options = null)
    {
        Relay = MediaRelay.Start(options ?? new RelayOptions());
        Relay.Happened = Told.Enqueue;
        Assert.True(Relay.Open(Room).IsNone);
    }

    public MediaRelay Relay { get; }

    public ConcurrentQueue<RelayEvent> Told { get; } = new();

    public NativePeer Peer(bool isTcp = false)
    {
        var peer = new NativePeer(Relay.Port, isTcp);
        things.Add(peer);
        return peer;
    }

    /// <summary>Somebody with a microphone is there.</summary>
    public async Task<(NativePeer Peer, Described Described)> SpeakerAsync(string source = "seat-1", bool isTcp = false)
    {
        var peer = Peer(isTcp);
        var described = Relay.Publish(Room, source, peer.Offer(Offers.Voice("sendonly")));
        Assert.True(described.Fault.IsNone, described.Fault.ToString());
        Assert.True(await peer.ConnectAsync(described.Sdp));
        await ConnectedAsync(described.Connection);
        return (peer, described);
    }

    /// <summary>Somebody who watches is there, and gets what was there before.</summary>
    public async Task<(NativePeer Peer, Described Described)> WatcherAsync(bool isTcp = false)
    {
        var peer = Peer(isTcp);
        var described = Relay.Watch([Room], "desk", WatchWishes.Everything);
        Assert.True(described.Fault.IsNone, described.Fault.ToString());
        Assert.True(Relay.Answer(described.Connection, described.Version, peer.AnswerTo(described.Sdp)).IsNone);
        Assert.True(await peer.ConnectAsync(described.Sdp));
        await ConnectedAsync(described.Connection);
        return (peer, described);
    }

    public Task ConnectedAsync(long connection) =>
        Until.TrueAsync(
            $"connection {connection} is connected",
            Patience,
            () => Task.FromResult(Relay.Quality(connection)?.State == ConnectionState.Connected)
        );

    public Task<T> ToldAsync<T>(string what, Func<T, bool> isIt)
        where T : RelayEvent =>
        Until.SeenAsync(what, Patience, () => Task.FromResult(Told.OfType<T>().FirstOrDefault(isIt)));

    public long Dropped(Drop reason) => Relay.Counters().Dropped[reason];

    public async ValueTask DisposeAsync()
    {
        foreach (var thing in things)
            thing.Dispose();
        await Relay.DisposeAsync();
    }
}
