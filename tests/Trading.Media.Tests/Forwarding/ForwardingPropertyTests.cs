using Trading.Media.Codecs;
using Trading.Media.Forwarding;
using Trading.Media.Rtp;

namespace Trading.Media.Tests.Forwarding;

/// <summary>
/// Seeded runs with loss, disorder, padding, switches and requests. Every packet goes through an SRTP sender that
/// throws where a number would carry other bytes (<see cref="Room"/>).
/// </summary>
public class ForwardingPropertyTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public void Without_loss_numbers_have_no_hole_whatever_is_switched_and_padded(int seed)
    {
        var random = new Random(seed);
        var room = Room.WithCamera();
        var source = new Source(random);
        for (var i = 0; i < 3_000; i++)
        {
            foreach (var packet in source.Frame())
                room.Send(packet);
            Disturb(room, random);
            room.Now += 33;
        }
        var headers = room.Headers();
        Assert.True(headers.Count > 1_000, $"only {headers.Count} packets");
        Assert.All(headers.Zip(headers.Skip(1)), p => Assert.Equal(1, (ushort)(p.Second.Sequence - p.First.Sequence)));
        Assert.All(headers.Zip(headers.Skip(1)), p => Assert.True((int)(p.Second.Timestamp - p.First.Timestamp) >= 0));
        var pictures = Pictures(room);
        Assert.All(
            pictures.Zip(pictures.Skip(1)),
            p => Assert.InRange(p.Second.PictureId - p.First.PictureId & 0x7FFF, 0, 1)
        );
        Assert.All(
            pictures.Zip(pictures.Skip(1)),
            p => Assert.InRange((byte)(p.Second.Tl0PicIdx - p.First.Tl0PicIdx), 0, 1)
        );
        Assert.True(Switches(room) > 3);
    }

    [Theory, InlineData(11), InlineData(12), InlineData(13), InlineData(14), InlineData(15), InlineData(16)]
    public void With_loss_and_disorder_a_number_still_carries_one_packet(int seed)
    {
        var random = new Random(seed);
        var room = Room.WithCamera();
        var source = new Source(random);
        var late = new List<byte[]>();
        for (var i = 0; i < 3_000; i++)
        {
            foreach (var packet in source.Frame())
            {
                if (random.Next(100) < 5)
                    continue;
                if (random.Next(100) < 10)
                    late.Add(packet);
                else
                    room.Send(packet);
                if (random.Next(100) < 3)
                    room.Send(packet);
            }
            while (late.Count > random.Next(0, 40))
            {
                var at = random.Next(late.Count);
                room.Send(late[at]);
                late.RemoveAt(at);
            }
            Disturb(room, random);
            Ask(room, random);
            room.Now += 33;
        }
        // One number, one packet: what came twice came with the same bytes.
        foreach (var same in room.Sent.GroupBy(s => RtpHeaderOf(s.Packet).Sequence).Where(g => g.Count() > 1))
        {
            var rounds = same.Select(s => Convert.ToHexString(s.Packet)).Distinct().Count();
            Assert.InRange(rounds, 1, room.Sent.Count / 65_536 + 1);
        }
        Assert.True(room.Sent.Count > 1_000);
        Assert.True(room.Sent.Count < 65_536);
    }

    [Fact]
    public void The_way_of_a_packet_allocates_nothing()
    {
        var room = Room.WithCamera(mostLayer: 0);
        foreach (var viewer in new[] { 8, 9, 10 })
        {
            room.Forwarder.AddViewer(viewer);
            room.Watch(viewer, Room.Camera, 0);
        }
        room.Keeps = false;
        byte[][] packets =
        [
            .. Enumerable
                .Range(0, 3_000)
                .Select(i =>
                    Packets.Video(0, (ushort)i, (uint)(i * 3_000), i, (byte)i, isKey: i % 500 == 0, bytes: 1_000)
                ),
        ];
        var nack = new Compound().Nack(7_001, 701, 702).Loss(7_001, 3).Remb(5_000_000).Bytes;
        Run(0, 1_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(1_000, 2_000);
        // Less than a byte a packet: the runtime allocates a little of its own, once.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_999);
        Assert.Equal(3_000, room.Forwarder.Count(ForwardVerdict.Taken));

        void Run(int first, int count)
        {
            for (var i = first; i < first + count; i++)
            {
                room.Forwarder.OnRtp(1, packets[i], room.Now);
                room.Forwarder.OnViewerControl(7, nack, room.Now);
                room.Forwarder.Tick(room.Now += 20);
            }
        }
    }

    [Fact]
    public void Authenticated_nonsense_never_throws_and_fills_nothing()
    {
        var random = new Random(42);
        var room = Room.WithCamera();
        room.Keeps = false;
        var good = new Source(random);
        for (var i = 0; i < 60_000; i++)
        {
            if (i % 200 == 0)
                foreach (var packet in good.Frame())
                    room.Send(packet);
            room.Send(
                Damaged(random, Packets.Video(random.Next(3), (ushort)random.Next(65_536), 1, random.Next(32_768), 1))
            );
            var compound = Damaged(
                random,
                new Compound()
                    .Report(new SenderReport(Packets.SsrcOf(random.Next(3)), (ulong)random.NextInt64(), 1, 1, 1))
                    .Loss(7_001, (byte)random.Next(256))
                    .Nack(7_001, (ushort)random.Next(65_536), (ushort)random.Next(65_536))
                    .PictureLoss(7_001)
                    .Remb(random.NextInt64(1L << 45))
                    .Bytes
            );
            room.Forwarder.OnViewerControl(7, compound, room.Now);
            room.Forwarder.OnPublisherControl(1, compound, room.Now);
            if (i % 10 == 0)
                room.Forwarder.Tick(room.Now += random.Next(0, 200));
        }
        Assert.Equal((2, 1), (room.Forwarder.Tracks, room.Forwarder.Subscriptions));
        Assert.True(room.Forwarder.RefusedControl > 100);
    }

    [Fact]
    public void Limits_of_a_room_hold()
    {
        var limits = new ForwardLimits
        {
            Publishers = 2,
            Viewers = 2,
            TracksOfViewer = 2,
            Subscriptions = 3,
            TracksOfPublisher = 2,
        };
        var room = new Room(limits);
        var forwarder = room.Forwarder;
        room.Publish(1, 1, 2);
        room.Publish(2, 3, 4);
        Assert.Equal(ForwardFault.LimitReached, forwarder.AddPublisher(3));
        Assert.Equal(ForwardFault.LimitReached, forwarder.Publish(1, Room.Spec(9)));
        Assert.Equal(ForwardFault.Unknown, forwarder.Publish(5, Room.Spec(9)));
        Assert.Equal(ForwardFault.None, forwarder.Unpublish(2));
        Assert.Equal(ForwardFault.InUse, forwarder.Publish(1, Room.Spec(3)));
        Assert.Equal(ForwardFault.Layers, forwarder.Publish(1, Room.Spec(9) with { Rids = ["a", "a"] }));
        Assert.Equal(ForwardFault.Layers, forwarder.Publish(1, Room.Spec(9) with { Rids = ["a", "b", "c", "d"] }));
        forwarder.AddViewer(1);
        forwarder.AddViewer(2);
        Assert.Equal(ForwardFault.LimitReached, forwarder.AddViewer(3));
        room.Watch(1, 1);
        Assert.Equal(ForwardFault.InUse, forwarder.Subscribe(1, 1, new Leg(5, 96, 1, 1, 1), 0));
        Assert.Equal(ForwardFault.InUse, forwarder.Subscribe(1, 3, new Leg(1_001, 96, 1, 1, 1), 0));
        room.Watch(1, 3);
        Assert.Equal(ForwardFault.LimitReached, forwarder.Subscribe(1, 4, new Leg(6, 96, 1, 1, 1), 0));
        room.Watch(2, 1);
        Assert.Equal(ForwardFault.LimitReached, forwarder.Subscribe(2, 3, new Leg(6, 96, 1, 1, 1), 0));
        Assert.Equal(ForwardFault.Unknown, forwarder.Subscribe(2, 9, new Leg(6, 96, 1, 1, 1), 0));
        Assert.Equal(ForwardFault.None, forwarder.RemovePublisher(1));
        Assert.Equal(1, forwarder.Subscriptions);
    }

    // Loss and estimates that push the viewer's layer about, and whole pictures now and then.
    private static void Disturb(Room room, Random random)
    {
        if (random.Next(100) == 0)
            room.ViewerSays(c => c.Loss(7_001, (byte)(random.Next(10) == 0 ? 40 : 0)));
        if (random.Next(300) == 0)
            room.ViewerSays(c => c.Remb(random.Next(20_000, 3_000_000)));
        if (random.Next(40) == 0)
            room.Forwarder.Want(7, Room.Camera, random.Next(3));
        room.Forwarder.Tick(room.Now);
    }

    private static void Ask(Room room, Random random)
    {
        if (room.Sent.Count == 0)
            return;
        var last = RtpHeaderOf(room.Sent[^1].Packet).Sequence;
        ushort[] lost = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => (ushort)(last - random.Next(600)))];
        room.ViewerSays(c => c.Nack(7_001, lost));
    }

    private static byte[] Damaged(Random random, byte[] bytes)
    {
        for (var n = random.Next(0, 4); n > 0; n--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return random.Next(10) == 0 ? bytes[..random.Next(bytes.Length + 1)] : bytes;
    }

    private static RtpHeader RtpHeaderOf(byte[] packet)
    {
        Assert.Equal(RtpFault.None, RtpHeader.Read(packet, out var header));
        return header;
    }

    // Each layer of the source has packets of a length of its own.
    private static int Switches(Room room) =>
        room.Sent.Zip(room.Sent.Skip(1)).Count(p => p.First.Packet.Length / 100 != p.Second.Packet.Length / 100);

    private static List<Vp8Descriptor> Pictures(Room room) =>
        [
            .. room
                .Sent.Where(s => s.Packet.Length > 12)
                .Select(s =>
                {
                    Assert.True(Vp8Descriptor.TryRead(s.Packet.AsSpan(12), out var descriptor));
                    return descriptor;
                }),
        ];

    /// <summary>Three layers with numbers and times of their own, padding between frames, whole pictures now and then.</summary>
    private sealed class Source(Random random)
    {
        private readonly int[] sequences = [random.Next(65_536), random.Next(65_536), random.Next(65_536)];
        private readonly uint[] times = [(uint)random.Next(), (uint)random.Next(), (uint)random.Next()];
        private readonly int[] pictures = [random.Next(32_768), random.Next(32_768), random.Next(32_768)];
        private bool isFirst = true;

        public List<byte[]> Frame()
        {
            var packets = new List<byte[]>();
            for (var layer = 0; layer < 3; layer++)
            {
                var isKey = isFirst || random.Next(30) == 0;
                var pieces = random.Next(1, 2 + 2 * layer);
                for (var i = 0; i < pieces; i++)
                    packets.Add(Piece(layer, isKey, i, pieces));
                while (random.Next(6) == 0)
                    packets.Add(Packets.Padding(layer, (ushort)sequences[layer]++, times[layer]));
                times[layer] += 2_970;
                pictures[layer] = pictures[layer] + 1 & 0x7FFF;
            }
            isFirst = false;
            return packets;
        }

        private byte[] Piece(int layer, bool isKey, int piece, int pieces) =>
            Packets.Video(
                layer,
                (ushort)sequences[layer]++,
                times[layer],
                pictures[layer],
                (byte)pictures[layer],
                isKey && piece == 0,
                piece == 0,
                piece == pieces - 1,
                50 + 100 * layer
            );
    }
}
