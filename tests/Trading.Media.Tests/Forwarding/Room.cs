using Trading.Media.Forwarding;
using Trading.Media.Rtp;
using Trading.Media.Srtp;

namespace Trading.Media.Tests.Forwarding;

/// <summary>A room whose viewers' packets all go through a real SRTP sender, which refuses any nonce used twice.</summary>
internal sealed class Room : IForwardSink
{
    public const int Camera = 1;
    public const int Voice = 2;
    public const byte MidId = 4;
    public const byte RidId = 10;
    public const byte LevelId = 1;

    private readonly Dictionary<int, SrtpSender> senders = [];
    private readonly byte[] sealedPacket = new byte[1_600];

    public Room(ForwardLimits? limits = null) => Forwarder = new RoomForwarder(limits ?? new(), this, 99);

    public RoomForwarder Forwarder { get; }

    public List<(int Viewer, byte[] Packet)> Sent { get; } = [];

    public List<byte[]> Sealed { get; } = [];

    public List<(int Viewer, byte[] Compound)> ToViewers { get; } = [];

    public List<(int Publisher, byte[] Compound)> ToPublishers { get; } = [];

    public List<(int Track, bool IsPaused)> Pauses { get; } = [];

    public long Now { get; set; } = 1_000_000;

    public bool Keeps { get; set; } = true;

    public void ToViewer(int viewer, ReadOnlySpan<byte> packet)
    {
        if (!senders.TryGetValue(viewer, out var sender))
            senders.Add(viewer, sender = new SrtpSender(new(SrtpProfile.AeadAes128Gcm, new byte[16], new byte[12])));
        if (sender.SealRtp(packet, sealedPacket, out var length) is var verdict and not SrtpVerdict.Done)
            throw new InvalidOperationException($"a packet of viewer {viewer} is {verdict}");
        if (!Keeps)
            return;
        Sent.Add((viewer, packet.ToArray()));
        Sealed.Add(sealedPacket[..length]);
    }

    public void ControlToViewer(int viewer, ReadOnlySpan<byte> compound)
    {
        if (Keeps)
            ToViewers.Add((viewer, compound.ToArray()));
    }

    public void ControlToPublisher(int publisher, ReadOnlySpan<byte> compound)
    {
        if (Keeps)
            ToPublishers.Add((publisher, compound.ToArray()));
    }

    public void Paused(int track, bool isPaused) => Pauses.Add((track, isPaused));

    /// <summary>Publisher 1 with a camera of layers l, m, h and a voice of source 500; viewer 7 gets the camera.</summary>
    public static Room WithCamera(int mostLayer = 2)
    {
        var room = new Room();
        room.Publish(1, Camera, Voice);
        Assert.Equal(ForwardFault.None, room.Forwarder.AddViewer(7));
        room.Watch(7, Camera, mostLayer);
        return room;
    }

    public void Publish(int publisher, int camera, int voice)
    {
        Assert.Equal(ForwardFault.None, Forwarder.AddPublisher(publisher));
        Assert.Equal(ForwardFault.None, Forwarder.Publish(publisher, Spec(camera)));
        var spec = Spec(voice) with { IsVideo = false, PayloadType = 111, Mid = "0", Rids = [], Ssrc = 500 };
        Assert.Equal(ForwardFault.None, Forwarder.Publish(publisher, spec));
    }

    public void Watch(int viewer, int track, int mostLayer = 2)
    {
        var leg = new Leg((uint)(1_000 * viewer + track), 96, (ushort)(100 * viewer), 5_000, mostLayer);
        Assert.Equal(ForwardFault.None, Forwarder.Subscribe(viewer, track, leg, Now));
    }

    public static TrackSpec Spec(int track) =>
        new()
        {
            Track = track,
            IsVideo = true,
            PayloadType = 96,
            Mid = "1",
            Rids = ["l", "m", "h"],
            MidExtension = MidId,
            RidExtension = RidId,
            LevelExtension = LevelId,
            Cname = "p1",
        };

    public ForwardVerdict Send(byte[] packet, int publisher = 1) => Forwarder.OnRtp(publisher, packet, Now).Verdict;

    public List<RtpHeader> Headers(int viewer = 7) =>
        [
            .. Sent.Where(s => s.Viewer == viewer)
                .Select(s =>
                {
                    RtpHeader.Read(s.Packet, out var h);
                    return h;
                }),
        ];

    /// <summary>Forgets what was seen so far.</summary>
    public void Clear()
    {
        Sent.Clear();
        Sealed.Clear();
        ToViewers.Clear();
        ToPublishers.Clear();
        Pauses.Clear();
    }

    public void ViewerSays(Action<Compound> write, int viewer = 7)
    {
        var compound = new Compound();
        write(compound);
        Forwarder.OnViewerControl(viewer, compound.Bytes, Now);
    }

    public void PublisherSays(Action<Compound> write)
    {
        var compound = new Compound();
        write(compound);
        Forwarder.OnPublisherControl(1, compound.Bytes, Now);
    }

    /// <summary>Seen by publishers: how many compounds ask for a whole picture of a source.</summary>
    public int PicturesAsked(uint ssrc) => Asked((in RtcpPacket p) => p.IsPictureLoss && p.Media == ssrc);

    /// <summary>Seen by publishers: numbers of a source that were asked for, in order.</summary>
    public List<ushort> NumbersAsked(uint ssrc)
    {
        var numbers = new List<ushort>();
        var lost = new ushort[200];
        Asked(
            (in RtcpPacket p) =>
            {
                if (p.IsNack && p.Media == ssrc)
                    numbers.AddRange(lost[..p.Lost(lost)]);
                return false;
            }
        );
        return numbers;
    }

    public delegate bool Look(in RtcpPacket packet);

    public int Asked(Look look)
    {
        var count = 0;
        foreach (var (_, compound) in ToPublishers)
        {
            Assert.Equal(RtcpFault.None, RtcpReader.Read(compound, out var reader));
            while (reader.TryNext(out var packet))
                count += look(packet) ? 1 : 0;
        }
        return count;
    }
}

/// <summary>A compound of RTCP that grows packet by packet.</summary>
internal sealed class Compound
{
    private readonly byte[] buffer = new byte[1_400];
    private int length;

    public byte[] Bytes => buffer[..length];

    public Compound Report(in SenderReport report)
    {
        var writer = new RtcpWriter(buffer.AsSpan(length));
        writer.SenderReport(report);
        length += writer.Written.Length;
        return this;
    }

    public Compound Loss(uint ssrc, byte fraction)
    {
        var writer = new RtcpWriter(buffer.AsSpan(length));
        writer.ReceiverReport(1, [new ReportBlock(ssrc, fraction, 0, 0, 0, 0, 0)]);
        length += writer.Written.Length;
        return this;
    }

    public Compound Nack(uint ssrc, params ushort[] lost)
    {
        var writer = new RtcpWriter(buffer.AsSpan(length));
        writer.Nack(1, ssrc, lost);
        length += writer.Written.Length;
        return this;
    }

    public Compound PictureLoss(uint ssrc)
    {
        var writer = new RtcpWriter(buffer.AsSpan(length));
        writer.PictureLoss(1, ssrc);
        length += writer.Written.Length;
        return this;
    }

    public Compound Remb(long bits)
    {
        var writer = new RtcpWriter(buffer.AsSpan(length));
        writer.Remb(1, bits, []);
        length += writer.Written.Length;
        return this;
    }
}
