using FsCheck;
using FsCheck.Fluent;
using Trading.Media.Rtp;
using Trading.Media.Srtp;

namespace Trading.Media.Tests.Srtp;

public class SrtpContextTests
{
    private const uint Ssrc = 0x1234;

    public static TheoryData<SrtpProfile> Profiles() => [SrtpProfile.AeadAes128Gcm, SrtpProfile.AesCm128HmacSha1];

    [Theory, MemberData(nameof(Profiles))]
    public void Packets_come_through_over_many_rounds_in_any_order(SrtpProfile profile)
    {
        using var sender = new SrtpSender(Keys(profile));
        using var receiver = new SrtpReceiver(Keys(profile));
        var random = new Random(3711);
        var waiting = new List<(byte[] Plain, byte[] Sealed)>();
        for (var i = 0; i < 200_000; i += random.Next(1, 300))
        {
            var plain = Packet((ushort)(65_000 + i), random.Next(0, 1_400), (byte)i);
            waiting.Add((plain, Seal(sender, plain)));
            if (waiting.Count < 3 && i > 0)
                continue;
            var order = waiting.ToArray();
            random.Shuffle(order);
            Assert.All(order, p => Assert.Equal(p.Plain, Open(receiver, p.Sealed)));
            waiting.Clear();
        }
    }

    [Theory, MemberData(nameof(Profiles))]
    public void Any_packet_comes_through_and_any_changed_bit_is_found(SrtpProfile profile) =>
        Prop.ForAll<ushort, byte[], int>(
                (sequence, payload, bit) =>
                {
                    using var sender = new SrtpSender(Keys(profile));
                    using var receiver = new SrtpReceiver(Keys(profile));
                    var plain = new byte[12 + payload.Length];
                    RtpHeader.Write(plain, true, 96, sequence, 9, Ssrc, payload);
                    var good = Seal(sender, plain);
                    var bad = (byte[])good.Clone();
                    bit = (int)((uint)bit % (uint)(bad.Length * 8));
                    bad[bit / 8] ^= (byte)(1 << bit % 8);
                    return receiver.OpenRtp(bad, new byte[1_500], out _) != SrtpVerdict.Done
                        && Open(receiver, good).AsSpan().SequenceEqual(plain)
                        && receiver.OpenRtp(good, new byte[1_500], out _) == SrtpVerdict.Replayed;
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory, MemberData(nameof(Profiles))]
    public void A_replayed_and_a_very_old_packet_are_refused(SrtpProfile profile)
    {
        using var sender = new SrtpSender(Keys(profile));
        using var receiver = new SrtpReceiver(Keys(profile));
        var first = Seal(sender, Packet(1, 10, 1));
        var second = Seal(sender, Packet(2, 10, 2));
        Open(receiver, second);
        Open(receiver, first);
        var into = new byte[1_500];
        Assert.Equal(SrtpVerdict.Replayed, receiver.OpenRtp(first, into, out _));
        Open(receiver, Seal(sender, Packet(1_026, 10, 3)));
        Assert.Equal(SrtpVerdict.TooOld, receiver.OpenRtp(second, into, out _));
        // Inside the window what never came may still come.
        using var late = new SrtpSender(Keys(profile));
        Open(receiver, Seal(late, Packet(3, 10, 4)));
    }

    [Theory, MemberData(nameof(Profiles))]
    public void A_number_never_carries_other_bytes(SrtpProfile profile)
    {
        using var sender = new SrtpSender(Keys(profile));
        var packet = Packet(7, 100, 1);
        var once = Seal(sender, packet);
        Seal(sender, Packet(8, 100, 2));
        Assert.Equal(once, Seal(sender, packet));
        var into = new byte[200];
        Assert.Equal(SrtpVerdict.OtherBytes, sender.SealRtp(Packet(7, 100, 3), into, out var length));
        Assert.Equal(0, length);
        Assert.All(into, b => Assert.Equal(0, b));
        // Another length, another header and a marker are other bytes too.
        Assert.Equal(SrtpVerdict.OtherBytes, sender.SealRtp(Packet(7, 99, 1), into, out _));
        packet[1] ^= 0x80;
        Assert.Equal(SrtpVerdict.OtherBytes, sender.SealRtp(packet, into, out _));
        Seal(sender, Packet(8 + 1_024, 1, 1));
        Assert.Equal(SrtpVerdict.TooOld, sender.SealRtp(Packet(8, 100, 2), into, out _));
        sender.Retire(Ssrc);
        Assert.Equal(SrtpVerdict.OtherBytes, sender.SealRtp(Packet(5_000, 100, 2), into, out _));
    }

    [Theory, MemberData(nameof(Profiles))]
    public void Compounds_come_through_once(SrtpProfile profile)
    {
        using var sender = new SrtpSender(Keys(profile));
        using var receiver = new SrtpReceiver(Keys(profile));
        var compound = Hex.Bytes("80c90001 00001234 81c90001 00001234");
        var into = new byte[100];
        var from = new byte[100];
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(SrtpVerdict.Done, sender.SealRtcp(compound, from, out var length));
            Assert.Equal(SrtpVerdict.Done, receiver.OpenRtcp(from.AsSpan(0, length), into, out var opened));
            Assert.Equal(compound, into[..opened]);
            Assert.Equal(SrtpVerdict.Replayed, receiver.OpenRtcp(from.AsSpan(0, length), into, out _));
            from[9] ^= 1;
            Assert.NotEqual(SrtpVerdict.Done, receiver.OpenRtcp(from.AsSpan(0, length), into, out _));
        }
        // In the clear: the flag says so.
        Assert.Equal(SrtpVerdict.Done, sender.SealRtcp(compound, from, out var last));
        from[profile == SrtpProfile.AeadAes128Gcm ? last - 4 : last - 14] &= 0x7F;
        Assert.Equal(SrtpVerdict.Malformed, receiver.OpenRtcp(from.AsSpan(0, last), into, out _));
    }

    [Theory, MemberData(nameof(Profiles))]
    public void Only_so_many_sources_get_a_window(SrtpProfile profile)
    {
        using var sender = new SrtpSender(Keys(profile));
        using var receiver = new SrtpReceiver(Keys(profile), mostSources: 2);
        var into = new byte[1_500];
        for (var ssrc = 1u; ssrc <= 3; ssrc++)
        {
            var packet = Packet(1, 10, 1, ssrc);
            var from = Seal(sender, packet);
            var forged = (byte[])from.Clone();
            forged[^1] ^= 1;
            // A forged packet takes no place.
            var full = ssrc == 3;
            Assert.Equal(
                full ? SrtpVerdict.TooManySources : SrtpVerdict.WrongTag,
                receiver.OpenRtp(forged, into, out _)
            );
            Assert.Equal(full ? SrtpVerdict.TooManySources : SrtpVerdict.Done, receiver.OpenRtp(from, into, out _));
        }
    }

    [Theory, MemberData(nameof(Profiles))]
    public void The_way_of_a_packet_allocates_nothing(SrtpProfile profile)
    {
        using var sender = new SrtpSender(Keys(profile));
        using var receiver = new SrtpReceiver(Keys(profile));
        var packet = Packet(1, 1_100, 1);
        var (from, into) = (new byte[1_500], new byte[1_500]);
        Run(1, 100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(101, 2_000);
        // Less than a byte a packet: the runtime allocates a little of its own, once.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_999);

        void Run(int first, int times)
        {
            for (var i = first; i < first + times; i++)
            {
                (packet[2], packet[3]) = ((byte)(i >> 8), (byte)i);
                sender.SealRtp(packet, from, out var length);
                if (receiver.OpenRtp(from.AsSpan(0, length), into, out _) != SrtpVerdict.Done)
                    throw new InvalidOperationException();
            }
        }
    }

    [Theory, MemberData(nameof(Profiles))]
    public void Random_bytes_open_nothing(SrtpProfile profile)
    {
        using var receiver = new SrtpReceiver(Keys(profile));
        var random = new Random(7714);
        var into = new byte[2_000];
        for (var i = 0; i < 5_000; i++)
        {
            var bytes = new byte[random.Next(0, 1_700)];
            random.NextBytes(bytes);
            if (bytes.Length > 0)
                bytes[0] = (byte)(0x80 | bytes[0] & 0x3F);
            Assert.NotEqual(SrtpVerdict.Done, receiver.OpenRtp(bytes, into, out _));
            Assert.NotEqual(SrtpVerdict.Done, receiver.OpenRtcp(bytes, into, out _));
        }
    }

    private static SrtpKeys Keys(SrtpProfile profile) =>
        new(profile, [.. Enumerable.Range(0, 16).Select(i => (byte)i)], new byte[SrtpKeys.SaltBytes(profile)]);

    private static byte[] Packet(ushort sequence, int bytes, byte fill, uint ssrc = Ssrc)
    {
        var payload = new byte[bytes];
        Array.Fill(payload, fill);
        var packet = new byte[12 + bytes];
        RtpHeader.Write(packet, false, 96, sequence, sequence, ssrc, payload);
        return packet;
    }

    private static byte[] Seal(SrtpSender sender, byte[] packet)
    {
        var into = new byte[packet.Length + SrtpSender.MostOverhead];
        Assert.Equal(SrtpVerdict.Done, sender.SealRtp(packet, into, out var length));
        return into[..length];
    }

    private static byte[] Open(SrtpReceiver receiver, byte[] packet)
    {
        var into = new byte[packet.Length];
        Assert.Equal(SrtpVerdict.Done, receiver.OpenRtp(packet, into, out var length));
        return into[..length];
    }
}
