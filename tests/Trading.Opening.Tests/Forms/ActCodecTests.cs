namespace Trading.Opening.Tests;

public class ActCodecTests
{
    private static readonly string Session = new('5', 32);
    private static readonly string Submission = new('6', 32);
    private static readonly string Objection = new('7', 64);
    private static readonly byte[] Nonce = new byte[16];

    private static readonly byte[][] Statements =
    [
        Act.Attend(Session, "a", Submission, Nonce),
        Act.Object(Session, "a", Submission, "异议 👷", Nonce),
        Act.Answer(Session, "a", Objection, "答复", Nonce),
        Act.Confirm(Session, "a", Submission, Nonce),
        Act.Conclude(Session, Nonce),
        Act.LateFreeze(Session, "a", new byte[32], Nonce),
    ];

    [Fact]
    public void Every_kind_of_act_comes_back_from_its_statement()
    {
        Assert.Equal(
            Enum.GetValues<ActKind>(),
            Statements.Select(s => Act.TryParse(s, out var act) ? act.Kind : default)
        );
        foreach (var statement in Statements)
            Assert.Equal(statement, Act.TryParse(statement, out var act) ? act.ToBytes() : []);
    }

    [Fact]
    public void Truncated_extended_and_flipped_statements_are_other_acts_or_none()
    {
        foreach (var statement in Statements)
        {
            for (var length = 0; length < statement.Length; length++)
                Assert.False(Act.TryParse(statement.AsSpan(0, length), out _));
            Assert.False(Act.TryParse([.. statement, 0], out _));
            for (var i = 0; i < statement.Length; i++)
            {
                var flipped = (byte[])statement.Clone();
                flipped[i] ^= 2;
                if (Act.TryParse(flipped, out var act))
                    Assert.Equal(flipped, act.ToBytes());
            }
        }
    }

    [Theory]
    [InlineData(2_000, true)]
    [InlineData(2_001, false)]
    [InlineData(0, false)]
    public void An_objection_has_1_to_2000_letters(int letters, bool valid)
    {
        var text = string.Concat(Enumerable.Repeat("👷", letters));
        if (valid)
            Assert.True(Act.TryParse(Act.Object(Session, "a", Submission, text, Nonce), out _));
        else
            Assert.Throws<ArgumentException>(() => Act.Object(Session, "a", Submission, text, Nonce));
    }

    [Fact]
    public void An_act_that_breaks_the_form_has_no_statement()
    {
        Assert.Throws<ArgumentException>(() => Act.Attend("x", "a", Submission, Nonce));
        Assert.Throws<ArgumentException>(() => Act.Attend(Session, "A", Submission, Nonce));
        Assert.Throws<ArgumentException>(() => Act.Attend(Session, "a", Objection, Nonce));
        Assert.Throws<ArgumentException>(() => Act.Answer(Session, "a", Submission, "x", Nonce));
        Assert.Throws<ArgumentException>(() => Act.Conclude(Session, new byte[15]));
        Assert.Throws<ArgumentException>(() => Act.LateFreeze(Session, "a", new byte[31], Nonce));
        Assert.Throws<ArgumentException>(() =>
            new Act(ActKind.LateFreeze, Session, "a", Objection, "text", Nonce).ToBytes()
        );
        Assert.Throws<ArgumentException>(() =>
            new Act(ActKind.Confirm, Session, "a", Submission, "text", Nonce).ToBytes()
        );
        Assert.Throws<ArgumentException>(() => new Act((ActKind)9, Session, "a", Submission, "", Nonce).ToBytes());
    }

    [Fact]
    public void A_signature_is_checked_under_certificate_or_bare_key()
    {
        var bidder = World.One.Bidders[0];
        var statement = Act.Attend(Session, "a", Submission, Nonce);
        Assert.True(bidder.ByCertificate(statement).Verify(TestLock.Suite, out var key));
        Assert.Equal(bidder.Person.Key, key);
        Assert.True(bidder.BySubmissionKey(statement).Verify(TestLock.Suite, out key));
        Assert.Equal(bidder.Key.PublicPoint, key);
        Assert.False(
            (bidder.ByCertificate(statement) with { Certificate = bidder.Key.PublicPoint }).Verify(
                TestLock.Suite,
                out key
            )
        );
        Assert.Empty(key);
        Assert.False((bidder.ByCertificate(statement) with { Certificate = [] }).Verify(TestLock.Suite, out _));
        Assert.False((bidder.ByCertificate(statement) with { Signature = [] }).Verify(TestLock.Suite, out _));
    }
}
