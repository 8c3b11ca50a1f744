using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Trading.Media.Rtp;
using Trading.Relay.Sockets;

namespace Trading.Relay.Tests.Native;

/// <summary>What strangers and liars get: nothing.</summary>
public class StrangerTests
{
    [Fact]
    public async Task Ten_thousand_requests_of_strangers_allocate_nothing_and_get_no_answer()
    {
        await using var site = new Site();
        using var port = new UdpPort(new IPEndPoint(IPAddress.Loopback, 0), site.Relay);
        var from = new IPEndPoint(IPAddress.Parse("192.0.2.1"), 4_000).Serialize();
        IArrivals arrivals = site.Relay;
        var stranger = site.Peer();
        var request = stranger.Check("nobodyis", "aPasswordOf24LettersxYZ0");
        var sent = site.Relay.Counters().Sent;
        arrivals.Datagram(port, Addresses.Of(from), from, request);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10_000; i++)
            arrivals.Datagram(port, Addresses.Of(from), from, request);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(10_001, site.Dropped(Drop.Stranger));
        Assert.Equal(sent, site.Relay.Counters().Sent);
        Assert.Equal(0, port.Routes);
    }

    [Fact]
    public async Task A_wrong_password_gets_no_answer_and_no_route()
    {
        await using var site = new Site();
        var peer = site.Peer();
        var described = site.Relay.Publish(Site.Room, "seat-1", peer.Offer(Offers.Voice("sendonly")));
        peer.SendCheck(Offers.Find(described.Sdp, "a=ice-ufrag:"), "anotherPasswordOf24Letter");
        await Counted(site, Drop.WrongPassword, 1);
        // DTLS from there: nobody shakes hands with an address that has shown nothing (no amplification).
        peer.Send([22, 0xFE, 0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0]);
        await Counted(site, Drop.Unverified, 1);
        Assert.Equal(0, peer.Bytes);
        Assert.Equal(ConnectionState.Connecting, site.Relay.Quality(described.Connection)!.State);
    }

    [Fact]
    public async Task Packets_from_another_address_are_dropped_though_their_tag_is_right()
    {
        await using var site = new Site();
        var (speaker, _) = await site.SpeakerAsync();
        var (watcher, _) = await site.WatcherAsync();
        await ForwardTests.SpeakUntilHeard(speaker, watcher);
        var spoofed = site.Peer();
        spoofed.Send(speaker.Seal(NativePeer.Voice(9_000)));
        await Counted(site, Drop.Unverified, 1);
    }

    [Fact]
    public async Task A_password_of_ones_own_takes_nobodys_address()
    {
        await using var site = new Site();
        var (speaker, _) = await site.SpeakerAsync();
        var (watcher, _) = await site.WatcherAsync();
        var sequence = await ForwardTests.SpeakUntilHeard(speaker, watcher);
        var liar = site.Peer();
        var own = site.Relay.Publish(Site.Room, "seat-2", liar.Offer(Offers.Voice("sendonly")));
        // As if the source were spoofed: the speaker's socket sends the liar's check.
        speaker.SendCheck(Offers.Find(own.Sdp, "a=ice-ufrag:"), Offers.Find(own.Sdp, "a=ice-pwd:"));
        await Counted(site, Drop.Unverified, 1);
        await ForwardTests.SpeakUntilHeard(speaker, watcher, sequence);
        Assert.Null(site.Told.OfType<ConnectionGone>().FirstOrDefault());
    }

    [Fact]
    public async Task An_offer_that_is_refused_leaves_nothing_behind()
    {
        await using var site = new Site();
        var peer = site.Peer();
        var twice = peer.Offer(Offers.Voice("sendonly", 9), Offers.Picture("sendonly", 9));
        Assert.Equal(RelayFaultKind.LimitReached, site.Relay.Publish(Site.Room, "seat-1", twice).Fault.Kind);
        var keys = peer.Offer(Offers.Voice("sendonly") + "\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abc");
        Assert.Equal(Media.Sdp.SdpFault.Keys, site.Relay.Publish(Site.Room, "seat-1", keys).Fault.Sdp);
        var good = peer.Offer(Offers.Voice("sendonly"));
        Assert.Equal(RelayFaultKind.Malformed, site.Relay.Publish(Site.Room, "Herr Wang", good).Fault.Kind);
        Assert.Equal(RelayFaultKind.Unknown, site.Relay.Publish("another", "seat-1", good).Fault.Kind);
        Assert.Equal(0, site.Relay.Count);
        // What a refused offer had begun is free again.
        Assert.True(await peer.ConnectAsync(site.Relay.Publish(Site.Room, "seat-1", good).Sdp));
        await site.ToldAsync<TrackBegan>("a track", _ => true);
        Assert.Single(site.Relay.Tracks(Site.Room));
    }

    [Fact]
    public async Task Somebody_in_between_is_found_by_the_certificate()
    {
        await using var site = new Site();
        var (peer, other) = (site.Peer(), site.Peer());
        // The description names the one, the handshake is the other's.
        var described = site.Relay.Publish(Site.Room, "seat-1", other.Offer(Offers.Voice("sendonly")));
        await peer.ConnectAsync(described.Sdp);
        var gone = await site.ToldAsync<ConnectionGone>("it is cut", _ => true);
        Assert.Equal(GoneCause.WrongCertificate, gone.Cause);
        Assert.Empty(site.Relay.Tracks(Site.Room));
    }

    [Fact]
    public async Task Nothing_goes_on_before_the_answer_says_whose_certificate_it_is()
    {
        await using var site = new Site();
        var (speaker, _) = await site.SpeakerAsync();
        var peer = site.Peer();
        var described = site.Relay.Watch([Site.Room], "desk", WatchWishes.Everything);
        Assert.True(await peer.ConnectAsync(described.Sdp));
        speaker.Send(speaker.Seal(NativePeer.Voice(1)));
        peer.Send(peer.SealControl([0x80, 201, 0, 1, 0, 0, 0, 1]));
        await Counted(site, Drop.NotSecured, 1);
        Assert.Equal(ConnectionState.Connecting, site.Relay.Quality(described.Connection)!.State);
        Assert.True(site.Relay.Answer(described.Connection, described.Version, peer.AnswerTo(described.Sdp)).IsNone);
        await site.ConnectedAsync(described.Connection);
        await ForwardTests.SpeakUntilHeard(speaker, peer);
    }

    [Fact]
    public async Task A_packet_that_comes_again_goes_on_once()
    {
        await using var site = new Site();
        var (speaker, _) = await site.SpeakerAsync();
        var (watcher, _) = await site.WatcherAsync();
        var sequence = await ForwardTests.SpeakUntilHeard(speaker, watcher);
        var packet = speaker.Seal(NativePeer.Voice((ushort)(sequence + 1)));
        for (var i = 0; i < 5; i++)
            speaker.Send(packet);
        await Counted(site, Drop.Replayed, 4);
        packet[^1] ^= 1;
        packet[3]++;
        speaker.Send(packet);
        await Counted(site, Drop.WrongTag, 1);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task Random_datagrams_hurt_nobody(int seed)
    {
        await using var site = new Site();
        var (speaker, described) = await site.SpeakerAsync();
        var (watcher, _) = await site.WatcherAsync();
        var sequence = await ForwardTests.SpeakUntilHeard(speaker, watcher);
        var random = new Random(seed);
        var stranger = site.Peer();
        var check = stranger.Check(Offers.Find(described.Sdp, "a=ice-ufrag:"), "aPasswordOf24LettersxYZ0");
        for (var i = 0; i < 4_000; i++)
        {
            // From a stranger, and from an address that has shown its password.
            var bytes = i % 3 == 0 ? [.. check] : new byte[random.Next(0, 1_600)];
            if (i % 3 == 0)
                bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
            else
                random.NextBytes(bytes);
            // DTLS is left out from the verified one: a flood of it is another test.
            var isDtls = bytes.Length > 0 && bytes[0] is >= 20 and <= 63;
            (i % 2 == 0 || isDtls ? stranger : speaker).Send(bytes);
            if (i % 64 == 0)
                await Task.Delay(1);
        }
        await ForwardTests.SpeakUntilHeard(speaker, watcher, sequence);
        Assert.Equal(0, site.Relay.Counters().Faults);
    }

    [Theory, InlineData(4), InlineData(5), InlineData(6)]
    public async Task Authentic_nonsense_hurts_nobody(int seed)
    {
        await using var site = new Site();
        var (speaker, _) = await site.SpeakerAsync();
        var (watcher, _) = await site.WatcherAsync();
        var sequence = await ForwardTests.SpeakUntilHeard(speaker, watcher);
        var random = new Random(seed);
        for (var i = 0; i < 3_000; i++)
        {
            var isControl = random.Next(2) == 0;
            var peer = random.Next(2) == 0 ? speaker : watcher;
            var bytes = isControl ? Compound(random) : Packet(random, sequence);
            if (bytes is not null)
                peer.Send(isControl ? peer.SealControl(bytes) : peer.Seal(bytes));
            if (i % 64 == 0)
                await Task.Delay(1);
        }
        await ForwardTests.SpeakUntilHeard(speaker, watcher, (ushort)(sequence + 200));
        var counters = site.Relay.Counters();
        Assert.True(counters.Faults == 0, counters.LastFault);
        Assert.Equal(0, watcher.Broken);
    }

    [Fact]
    public async Task A_flood_of_handshakes_from_a_verified_address_is_dropped()
    {
        await using var site = new Site();
        var (speaker, _) = await site.SpeakerAsync();
        var (watcher, _) = await site.WatcherAsync();
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var bytes = new byte[random.Next(13, 400)];
            random.NextBytes(bytes);
            (bytes[0], bytes[1], bytes[2]) = ((byte)random.Next(20, 64), 0xFE, 0xFD);
            speaker.Send(bytes);
        }
        await Until.TrueAsync(
            "most of it is dropped",
            Site.Patience,
            () => Task.FromResult(site.Dropped(Drop.DtlsFlood) > 1_000)
        );
        await ForwardTests.SpeakUntilHeard(speaker, watcher, 300);
        Assert.Equal(0, site.Relay.Counters().Faults);
    }

    [Fact]
    public async Task A_tcp_connection_that_speaks_something_else_is_cut()
    {
        await using var site = new Site();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, site.Relay.Port);
        socket.Send("GET / HTTP/1.1\r\n\r\n"u8);
        socket.ReceiveTimeout = 20_000;
        Assert.Equal(0, socket.Receive(new byte[10]));
        Assert.Equal(1, site.Dropped(Drop.TcpRefused));
    }

    private static Task Counted(Site site, Drop reason, long least) =>
        Until.TrueAsync($"{reason} {least}", Site.Patience, () => Task.FromResult(site.Dropped(reason) >= least));

    // Headers that say anything; what SRTP itself would refuse is left out.
    private static byte[]? Packet(Random random, ushort sequence)
    {
        var bytes = new byte[random.Next(12, 300)];
        random.NextBytes(bytes);
        bytes[0] = (byte)(0x80 | bytes[0] & 0x3F);
        bytes[1] = (byte)(random.Next(2) == 0 ? 111 : random.Next(0, 128));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)(sequence + random.Next(1, 150)));
        // Few sources: each begins a row of numbers at both sides.
        var ssrc = random.Next(3) == 0 ? (uint)random.Next(1, 20) : 0x10_0000u + (uint)random.Next(8);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8), ssrc);
        return RtpHeader.Read(bytes, out _) == RtpFault.None && IsNew(bytes) ? bytes : null;
    }

    // A number twice with other bytes is refused by the sender already: its numbers are made to rise.
    private static readonly Dictionary<uint, ushort> Rising = [];

    private static bool IsNew(byte[] bytes)
    {
        lock (Rising)
        {
            var ssrc = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(8));
            var next = (ushort)(Rising.GetValueOrDefault(ssrc) + 1);
            Rising[ssrc] = next;
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), next);
            return true;
        }
    }

    private static byte[] Compound(Random random)
    {
        var bytes = new byte[4 * random.Next(2, 80)];
        random.NextBytes(bytes);
        var at = 0;
        while (at < bytes.Length)
        {
            var words = Math.Min(random.Next(1, 12), (bytes.Length - at) / 4);
            bytes[at] = (byte)(0x80 | random.Next(32));
            bytes[at + 1] = (byte)random.Next(199, 208);
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at + 2), (ushort)(words - 1));
            // Now and then a length that lies.
            if (random.Next(20) == 0)
                bytes[at + 3] = (byte)random.Next(256);
            at += 4 * words;
        }
        return bytes;
    }
}
