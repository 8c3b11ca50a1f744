using System.Buffers.Binary;
using System.Text;
using Trading.Media.Stun;

namespace Trading.Media.Tests.Stun;

public class IceLiteTests
{
    private static readonly IceCredential Ours = Credentials.Of(1);
    private static readonly Endpoint Source = Endpoint.V4(0x7F000001, 40000);
    private static readonly byte[] Transaction = [.. Enumerable.Range(1, 12).Select(i => (byte)i)];

    [Fact]
    public void A_check_is_answered_with_the_address_it_came_from()
    {
        var verdict = Answer(Check(), out var answer, out var check);
        Assert.Equal(IceVerdict.Answered, verdict);
        Assert.Same(Ours, check.Credential);
        Assert.True(check.IsNominated);
        Assert.Equal(7u, check.Priority);
        Assert.Equal(StunFault.None, StunMessage.Read(answer, out var message));
        Assert.Equal(StunType.BindingSuccess, message.Type);
        Assert.True(message.Transaction.SequenceEqual(Transaction));
        Assert.True(message.IsSignedWith(Encoding.ASCII.GetBytes(Ours.Password)));
        Assert.True(message.TryMappedAddress(out var mapped));
        Assert.Equal(Source, mapped);
    }

    [Fact]
    public void Strangers_get_no_answer()
    {
        var other = Credentials.Of(2);
        Assert.Equal(IceVerdict.Stranger, Answer(Check(user: other.Ufrag + ":abcd"), out var answer, out var check));
        Assert.Empty(answer);
        Assert.Null(check.Credential);
        Assert.Equal(IceVerdict.WrongIntegrity, Answer(Check(password: other.Password), out answer, out check));
        Assert.Empty(answer);
        Assert.Null(check.Credential);
        Assert.Equal(IceVerdict.Malformed, Answer(Check(user: "abc:def"), out answer, out _));
        Assert.Equal(IceVerdict.Malformed, Answer(Check(hasIntegrity: false), out answer, out _));
        Assert.Equal(IceVerdict.Malformed, Answer(Check(hasFingerprint: false), out answer, out _));
        Assert.Equal(IceVerdict.NoRequest, Answer(Check(type: StunType.BindingIndication), out answer, out _));
        Assert.Equal(IceVerdict.NoRequest, Answer(Check(type: StunType.BindingSuccess), out answer, out _));
        Assert.Empty(answer);
    }

    [Theory, InlineData(StunAttribute.IceControlled, 8, 487), InlineData((StunAttribute)0x0003, 4, 420)]
    public void Who_cannot_be_served_is_told_why(StunAttribute type, int bytes, int code)
    {
        Assert.Equal(IceVerdict.Refused, Answer(Check(more: (type, new byte[bytes])), out var answer, out _));
        Assert.Equal(StunFault.None, StunMessage.Read(answer, out var message));
        Assert.Equal(StunType.BindingError, message.Type);
        Assert.Equal(code, message.ErrorCode);
        Assert.True(message.IsSignedWith(Encoding.ASCII.GetBytes(Ours.Password)));
    }

    [Fact]
    public void What_follows_the_integrity_is_not_believed()
    {
        var buffer = new byte[StunMessage.MostBytes];
        var writer = new StunWriter(buffer, StunType.BindingRequest, Transaction);
        writer.Add(StunAttribute.Username, Encoding.ASCII.GetBytes(Ours.Ufrag + ":abcd"));
        writer.Integrity(Encoding.ASCII.GetBytes(Ours.Password));
        writer.Add(StunAttribute.UseCandidate, []);
        writer.Fingerprint();
        Assert.Equal(IceVerdict.Answered, Answer(writer.Written.ToArray(), out _, out var check));
        Assert.False(check.IsNominated);
    }

    [Fact]
    public void Ten_thousand_strangers_allocate_nothing()
    {
        var credentials = new Credentials(Ours);
        var answer = new byte[StunMessage.MostBytes];
        byte[][] requests =
        [
            Check(user: Credentials.Of(3).Ufrag + ":abcd"),
            Check(password: "another password of 24 letters"),
            Check(hasIntegrity: false),
            Check(),
            new byte[100],
        ];
        var counters = new IceCounters();
        Run(100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(10_000);
        // Less than a byte a datagram: the runtime allocates a little of its own, once.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 9_999);
        Assert.Equal(2_020, counters.Of(IceVerdict.Answered));
        Assert.Equal(2_020, counters.Of(IceVerdict.Stranger));
        Assert.Equal(2_020, counters.Of(IceVerdict.WrongIntegrity));
        Assert.Equal(4_040, counters.Of(IceVerdict.Malformed));

        void Run(int times)
        {
            for (var i = 0; i < times; i++)
                counters.Count(IceLite.Answer(requests[i % 5], Source, credentials, answer, out _, out _));
        }
    }

    [Fact]
    public void Random_and_damaged_bytes_never_throw_and_are_never_answered()
    {
        var random = new Random(8489);
        var credentials = new Credentials(Ours);
        var answer = new byte[StunMessage.MostBytes];
        var good = Check();
        for (var i = 0; i < 200_000; i++)
        {
            byte[] bytes;
            if (i % 2 == 0)
            {
                bytes = new byte[random.Next(0, 1_400)];
                random.NextBytes(bytes);
            }
            else
            {
                bytes = good[..random.Next(0, good.Length + 1)];
                for (var n = random.Next(1, 4); n > 0 && bytes.Length > 0; n--)
                    bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
                if (bytes.Length > 4 && random.Next(2) == 0)
                    BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), (ushort)(bytes.Length - 20));
            }
            if (bytes.AsSpan().SequenceEqual(good))
                continue;
            var verdict = IceLite.Answer(bytes, Source, credentials, answer, out var length, out _);
            Assert.NotEqual(IceVerdict.Answered, verdict);
            Assert.Equal(0, length);
        }
    }

    [Fact]
    public void Frames_of_TCP_are_found_piece_by_piece()
    {
        var check = Check();
        byte[] stream = [0, 0, (byte)(check.Length >> 8), (byte)check.Length, .. check, 0xFF];
        Assert.Equal(FrameState.Ready, IceTcp.Next(stream, out var length));
        Assert.Equal(0, length);
        for (var have = 0; have < 2 + check.Length; have++)
            Assert.Equal(FrameState.Incomplete, IceTcp.Next(stream.AsSpan(2, have), out _));
        Assert.Equal(FrameState.Ready, IceTcp.Next(stream.AsSpan(2), out length));
        Assert.Equal(check.Length, length);
        Assert.Equal(FrameState.TooLong, IceTcp.Next([0x08, 0x01, 0], out _));
        Assert.True(IceTcp.IsIce(stream.AsSpan(2)));
        Assert.False(IceTcp.IsIce(stream.AsSpan(2, 9)));
        Assert.False(IceTcp.IsIce("GET / HTTP/1.1\r\n"u8));
        Assert.False(IceTcp.IsIce([0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3]));
    }

    [Theory]
    [InlineData(new byte[] { 0, 1 }, PacketKind.Stun)]
    [InlineData(new byte[] { 22, 254 }, PacketKind.Dtls)]
    [InlineData(new byte[] { 0x80, 96 }, PacketKind.Rtp)]
    [InlineData(new byte[] { 0x90, 0xEF }, PacketKind.Rtp)]
    [InlineData(new byte[] { 0x81, 200 }, PacketKind.Rtcp)]
    [InlineData(new byte[] { 64, 0 }, PacketKind.Unknown)]
    [InlineData(new byte[] { 0x80 }, PacketKind.Unknown)]
    public void Protocols_on_one_port_are_told_apart(byte[] packet, PacketKind kind) =>
        Assert.Equal(kind, PacketKinds.Of(packet));

    private static IceVerdict Answer(byte[] request, out byte[] answer, out IceCheck check)
    {
        var buffer = new byte[StunMessage.MostBytes];
        var verdict = IceLite.Answer(request, Source, new Credentials(Ours), buffer, out var length, out check);
        answer = buffer[..length];
        return verdict;
    }

    private static byte[] Check(
        string? user = null,
        string? password = null,
        bool hasIntegrity = true,
        bool hasFingerprint = true,
        StunType type = StunType.BindingRequest,
        (StunAttribute Type, byte[] Value)? more = null
    )
    {
        var writer = new StunWriter(new byte[StunMessage.MostBytes], type, Transaction);
        writer.Add(StunAttribute.Username, Encoding.ASCII.GetBytes(user ?? Ours.Ufrag + ":abcd"));
        writer.Add(StunAttribute.Priority, [0, 0, 0, 7]);
        writer.Add(StunAttribute.UseCandidate, []);
        if (more is { } extra)
            writer.Add(extra.Type, extra.Value);
        if (hasIntegrity)
            writer.Integrity(Encoding.ASCII.GetBytes(password ?? Ours.Password));
        if (hasFingerprint)
            writer.Fingerprint();
        return writer.Written.ToArray();
    }
}
