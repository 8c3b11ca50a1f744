using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Trading.Media.Rtp;
using Trading.Relay.Sockets;

namespace Trading.Relay.Tests.Native;

/// <summary>Packets through real sockets, without a browser.</summary>
public class ForwardTests
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task A_voice_goes_from_one_to_the_other(bool isTcp)
    {
        await using var site = new Site();
        var (speaker, described) = await site.SpeakerAsync(isTcp: isTcp);
        var (watcher, _) = await site.WatcherAsync(isTcp);
        await SpeakUntilHeard(speaker, watcher);
        Assert.Equal(isTcp, site.Relay.Quality(described.Connection)!.IsTcp);
        Assert.Equal(0, site.Relay.Counters().Faults);
        Assert.Equal(0, watcher.Broken);
    }

    [Fact]
    public async Task Who_comes_later_is_offered_and_heard()
    {
        await using var site = new Site();
        var (watcher, described) = await site.WatcherAsync();
        var (speaker, _) = await site.SpeakerAsync();
        var changed = await site.ToldAsync<OfferChanged>(
            "an offer with the new track",
            e => e.Connection == described.Connection
        );
        var next = site.Relay.OfferOf(described.Connection);
        Assert.Equal(changed.Version, next.Version);
        Assert.Equal("seat-1", Assert.Single(next.Tracks).Track.Source);
        Assert.Equal(
            RelayFaultKind.Stale,
            site.Relay.Answer(described.Connection, described.Version, watcher.AnswerTo(described.Sdp)).Kind
        );
        Assert.True(site.Relay.Answer(next.Connection, next.Version, watcher.AnswerTo(next.Sdp)).IsNone);
        await SpeakUntilHeard(speaker, watcher);
        Assert.Contains(Offers.Sources(next.Sdp), ssrc => ssrc == SsrcOf(watcher.Packets.First()));
    }

    [Fact]
    public async Task What_is_muted_paused_or_expelled_goes_nowhere()
    {
        await using var site = new Site();
        var (speaker, described) = await site.SpeakerAsync();
        var (watcher, watching) = await site.WatcherAsync();
        var sequence = await SpeakUntilHeard(speaker, watcher);
        var track = described.Tracks[0].Track.Number;
        site.Relay.Mute(track, true);
        sequence = await NothingIsHeard(site, speaker, watcher, sequence);
        site.Relay.Mute(track, false);
        sequence = await SpeakUntilHeard(speaker, watcher, sequence);
        site.Relay.Wish(watching.Connection, new(2, [new(track, 0, IsPaused: true)]));
        sequence = await NothingIsHeard(site, speaker, watcher, sequence);
        await site.ToldAsync<TrackPaused>("nobody listens", e => e.IsPaused && e.Track.Number == track);
        site.Relay.Wish(watching.Connection, WatchWishes.Everything);
        sequence = await SpeakUntilHeard(speaker, watcher, sequence);
        // One row of numbers through it all, and one source: the browser sees no loss.
        var heard = watcher.Packets.ToArray();
        Assert.Single(heard.Select(SsrcOf).Distinct());
        var numbers = heard.Select(p => BinaryPrimitives.ReadUInt16BigEndian(p.AsSpan(2))).ToList();
        Assert.Equal(Enumerable.Range(numbers[0], numbers.Count), numbers.Select(n => (int)n));

        Assert.Equal(1, site.Relay.ExpelSource(Site.Room, "seat-1"));
        var gone = await site.ToldAsync<ConnectionGone>("the speaker is gone", _ => true);
        Assert.Equal((described.Connection, GoneCause.Expelled), (gone.Connection, gone.Cause));
        await NothingIsHeard(site, speaker, watcher, sequence);
        Assert.Empty(site.Relay.Tracks(Site.Room));
    }

    [Fact]
    public async Task A_viewer_that_takes_nothing_costs_only_its_own_packets()
    {
        await using var site = new Site(new() { Limits = new() { TcpPending = 32 * 1024 } });
        var (speaker, _) = await site.SpeakerAsync();
        var (slow, watching) = await site.WatcherAsync(isTcp: true);
        var (other, _) = await site.WatcherAsync();
        var sequence = await SpeakUntilHeard(speaker, slow);
        slow.IsSlow = true;
        await Until.TrueAsync(
            "packets for the slow one are dropped",
            Site.Patience,
            () =>
            {
                for (var i = 0; i < 50; i++)
                    speaker.Send(speaker.Seal(NativePeer.Voice(++sequence, bytes: 1_200)));
                Thread.Sleep(5);
                return Task.FromResult(site.Relay.Quality(watching.Connection)!.DroppedSlow > 100);
            }
        );
        sequence = await SpeakUntilHeard(speaker, other, sequence);
        // What was taken is whole: the frames stay in step, and a packet of now arrives in the end.
        slow.IsSlow = false;
        await SpeakUntilHeard(speaker, slow, sequence);
        Assert.Equal(0, slow.Broken);
    }

    [Fact]
    public async Task A_packet_on_its_way_allocates_nothing()
    {
        await using var site = new Site();
        var (speaker, _) = await site.SpeakerAsync();
        var (watcher, _) = await site.WatcherAsync();
        var sequence = await SpeakUntilHeard(speaker, watcher);
        // The same code on this thread: a port of our own, whose route is the speaker's.
        using var port = new UdpPort(new IPEndPoint(IPAddress.Loopback, 0), site.Relay);
        using var remote = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        remote.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var from = ((IPEndPoint)remote.LocalEndPoint!).Serialize();
        var source = Addresses.Of(from);
        IArrivals arrivals = site.Relay;
        var described = site.Relay.Connections(Site.Room);
        Assert.Equal(2, described.Count);
        var offered = site.Relay.Offer(described[0].Number, speaker.Offer(Offers.Voice("sendonly")));
        var check = speaker.Check(Offers.Find(offered.Sdp, "a=ice-ufrag:"), Offers.Find(offered.Sdp, "a=ice-pwd:"));
        arrivals.Datagram(port, source, from, check);
        var packets = Enumerable
            .Range(1, 200)
            .Select(i => speaker.Seal(NativePeer.Voice((ushort)(sequence + i))))
            .ToArray();
        var (first, measured) = (packets[..100], packets[100..]);
        foreach (var packet in first)
            arrivals.Datagram(port, source, from, packet);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var packet in measured)
            arrivals.Datagram(port, source, from, packet);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        await Until.TrueAsync(
            "they all went",
            Site.Patience,
            () => Task.FromResult(watcher.Packets.Count(p => p.Length == 52) >= 200)
        );
    }

    internal static uint SsrcOf(byte[] packet) => BinaryPrimitives.ReadUInt32BigEndian(packet.AsSpan(8));

    /// <summary>Speaks on until something new is heard; says the last number.</summary>
    internal static async Task<ushort> SpeakUntilHeard(NativePeer speaker, NativePeer watcher, ushort sequence = 100)
    {
        var first = sequence;
        await Until.TrueAsync(
            "a voice is heard",
            Site.Patience,
            () =>
            {
                speaker.Send(speaker.Seal(NativePeer.Voice(++sequence)));
                Thread.Sleep(5);
                return Task.FromResult(watcher.Packets.Any(p => IsAfter(p, first)));
            }
        );
        return sequence;
    }

    // The payload says the number that the speaker gave it.
    private static bool IsAfter(byte[] packet, ushort first) =>
        packet.Length > RtpHeader.FixedBytes + 2
        && (short)(BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(RtpHeader.FixedBytes + 1)) - first) > 0;

    private static async Task<ushort> NothingIsHeard(Site site, NativePeer speaker, NativePeer watcher, ushort sequence)
    {
        await Settle(watcher);
        var (heard, received) = (watcher.Packets.Count, site.Relay.Counters().Received);
        for (var i = 0; i < 20; i++)
            speaker.Send(speaker.Seal(NativePeer.Voice(++sequence)));
        await Until.TrueAsync(
            "the relay got them",
            Site.Patience,
            () => Task.FromResult(site.Relay.Counters().Received >= received + 20)
        );
        await Settle(watcher);
        Assert.Equal(heard, watcher.Packets.Count);
        return sequence;
    }

    // What was sent before may still be on its way over loopback.
    private static async Task Settle(NativePeer watcher)
    {
        for (var before = -1L; before != watcher.Bytes; )
        {
            before = watcher.Bytes;
            await Task.Delay(60);
        }
    }
}
