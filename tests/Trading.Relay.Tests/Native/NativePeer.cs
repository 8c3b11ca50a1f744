using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Trading.Media.Rtp;
using Trading.Media.Srtp;
using Trading.Media.Stun;
using Trading.Relay.Dtls;

namespace Trading.Relay.Tests.Native;

/// <summary>
/// The browser's side of a connection without a browser: checks, DTLS client, SRTP, over UDP or TCP. It can say what no
/// browser would.
/// </summary>
internal sealed class NativePeer : IDisposable
{
    public const string Ufrag = "peer";
    public const string Password = "aPasswordOf24LettersxYZ0";

    private readonly Socket socket;
    private readonly bool isTcp;
    private readonly IPEndPoint relay;
    private readonly Thread thread;
    private readonly byte[] transaction = new byte[12];
    private DtlsChannel? dtls;
    private volatile bool isClosed;

    public NativePeer(ushort port, bool isTcp = false)
    {
        this.isTcp = isTcp;
        relay = new IPEndPoint(IPAddress.Loopback, port);
        socket = isTcp
            ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        if (!isTcp)
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        // Connected over TCP only: a UDP socket has to be able to hear from anybody.
        else
            socket.Connect(relay);
        thread = new Thread(Read) { IsBackground = true };
        thread.Start();
    }

    public RelayCertificate Certificate { get; } = RelayCertificate.Make(DateTimeOffset.UtcNow);

    public SrtpSender? Sender { get; private set; }

    public SrtpReceiver? Receiver { get; private set; }

    /// <summary>Answers of checks: their types.</summary>
    public ConcurrentQueue<ushort> Checks { get; } = new();

    /// <summary>Packets that were opened.</summary>
    public ConcurrentQueue<byte[]> Packets { get; } = new();

    /// <summary>Compounds that were opened.</summary>
    public ConcurrentQueue<byte[]> Controls { get; } = new();

    /// <summary>Everything that came, in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>Packets that did not open, or a stream out of step.</summary>
    public int Broken { get; private set; }

    /// <summary>Does not read any more: what is sent to it piles up.</summary>
    public bool IsSlow { get; set; }

    public string Offer(params string[] media) => Offers.Of(Ufrag, Password, Certificate.Fingerprint, "actpass", media);

    public string AnswerTo(string offer) =>
        Offers.Of(Ufrag, Password, Certificate.Fingerprint, "active", Offers.AnswersTo(offer));

    /// <summary>Checks until answered, then shakes hands; false where no keys came of it.</summary>
    public async Task<bool> ConnectAsync(string described)
    {
        await CheckAsync(described);
        dtls = new DtlsChannel(Send);
        var agreed = await Task.Run(() => dtls.Shake(Certificate, isServer: false));
        if (agreed is null)
            return false;
        Receiver = new SrtpReceiver(agreed.Server);
        Sender = new SrtpSender(agreed.Client);
        return true;
    }

    public async Task CheckAsync(string described)
    {
        var before = Checks.Count;
        await Until.TrueAsync(
            "a check is answered",
            TimeSpan.FromSeconds(20),
            () =>
            {
                SendCheck(Offers.Find(described, "a=ice-ufrag:"), Offers.Find(described, "a=ice-pwd:"));
                Thread.Sleep(20);
                return Task.FromResult(Checks.Count > before);
            }
        );
    }

    public void SendCheck(string ufrag, string password) => Send(Check(ufrag, password));

    public byte[] Check(string ufrag, string password)
    {
        var buffer = new byte[StunMessage.MostBytes];
        Random.Shared.NextBytes(transaction);
        var writer = new StunWriter(buffer, StunType.BindingRequest, transaction);
        writer.Add(StunAttribute.Username, Encoding.ASCII.GetBytes($"{ufrag}:{Ufrag}"));
        writer.Add(StunAttribute.Priority, [1, 2, 3, 4]);
        writer.Add(StunAttribute.IceControlling, new byte[8]);
        writer.Add(StunAttribute.UseCandidate, []);
        writer.Integrity(Encoding.ASCII.GetBytes(password));
        writer.Fingerprint();
        return writer.Written.ToArray();
    }

    public byte[] Seal(byte[] rtp)
    {
        var bytes = new byte[rtp.Length + SrtpSender.MostOverhead];
        Assert.Equal(SrtpVerdict.Done, Sender!.SealRtp(rtp, bytes, out var length));
        return bytes[..length];
    }

    public byte[] SealControl(byte[] compound)
    {
        var bytes = new byte[compound.Length + SrtpSender.MostOverhead];
        Assert.Equal(SrtpVerdict.Done, Sender!.SealRtcp(compound, bytes, out var length));
        return bytes[..length];
    }

    public static byte[] Voice(ushort sequence, uint ssrc = Offers.VoiceSsrc, int bytes = 40)
    {
        var payload = new byte[bytes];
        payload[0] = 0x78;
        BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(1), sequence);
        var packet = new byte[12 + bytes];
        RtpHeader.Write(packet, false, 111, sequence, sequence * 960u, ssrc, payload);
        return packet;
    }

    public void Send(ReadOnlySpan<byte> packet)
    {
        if (isClosed)
            return;
        if (!isTcp)
        {
            socket.SendTo(packet, SocketFlags.None, relay);
            return;
        }
        var frame = new byte[IceTcp.PrefixBytes + packet.Length];
        IceTcp.WritePrefix(frame, packet.Length);
        packet.CopyTo(frame.AsSpan(IceTcp.PrefixBytes));
        socket.Send(frame);
    }

    public void Dispose()
    {
        isClosed = true;
        dtls?.Close();
        socket.Dispose();
        Receiver?.Dispose();
        Sender?.Dispose();
    }

    private void Read()
    {
        var buffer = new byte[65_536];
        var held = 0;
        try
        {
            while (!isClosed)
            {
                if (IsSlow)
                {
                    Thread.Sleep(20);
                    continue;
                }
                var read = socket.Receive(buffer.AsSpan(held));
                if (read == 0)
                    return;
                Bytes += read;
                held += read;
                held = isTcp ? Frames(buffer, held) : Datagram(buffer, held);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Closed by either side.
        }
    }

    private int Datagram(byte[] buffer, int held)
    {
        Take(buffer.AsSpan(0, held));
        return 0;
    }

    private int Frames(byte[] buffer, int held)
    {
        var at = 0;
        while (IceTcp.Next(buffer.AsSpan(at, held - at), out var length) is var state and not FrameState.Incomplete)
        {
            if (state == FrameState.TooLong)
            {
                Broken++;
                return 0;
            }
            Take(buffer.AsSpan(at + 2, length));
            at += 2 + length;
        }
        buffer.AsSpan(at, held - at).CopyTo(buffer);
        return held - at;
    }

    private void Take(Span<byte> packet)
    {
        switch (PacketKinds.Of(packet))
        {
            case PacketKind.Stun:
                Checks.Enqueue(BinaryPrimitives.ReadUInt16BigEndian(packet));
                break;
            case PacketKind.Dtls:
                dtls?.TryAdd(packet);
                break;
            case PacketKind.Rtp when Receiver is not null:
                var rtp = new byte[packet.Length];
                Keep(Receiver.OpenRtp(packet, rtp, out var bytes), rtp[..bytes], Packets);
                break;
            case PacketKind.Rtcp when Receiver is not null:
                var rtcp = new byte[packet.Length];
                Keep(Receiver.OpenRtcp(packet, rtcp, out var length), rtcp[..length], Controls);
                break;
        }
    }

    private void Keep(SrtpVerdict verdict, byte[] opened, ConcurrentQueue<byte[]> kept)
    {
        if (verdict == SrtpVerdict.Done)
            kept.Enqueue(opened);
        else
            Broken++;
    }
}
