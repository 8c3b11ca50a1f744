using System.Text.Json;
using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.Evaluation.Statements;
using Trading.Locks.Policies;
using Trading.Pool.Tests.World;

namespace Trading.Pool.Tests;

/// <summary>The custodian's office over a real pool and its store; the platform is HTTP that judges nothing.</summary>
public sealed class DrawTests : DrawStage
{
    [Fact]
    public async Task A_commitment_holds_everybody_who_may_be_drawn_and_opens_to_them()
    {
        await using var server = await StartAsync(40);
        var draw = Ask(new AskedDraw(People));
        var heard = await CommittedAsync(draw);
        var expected = Expected(draw, 40);
        Assert.Equal(expected.Rows.Count, heard.Positions.Count);
        Assert.Equal(expected.Excluded, heard.Head.Excluded);
        foreach (var position in heard.Positions)
        {
            var shared = draw.Shared(LockPurpose.Contact, heard.Root, position);
            var contact = OpenRecord.Contact(draw.Locks.Contact, draw.Request.Hash(), position, shared)!;
            var expert = InventedExperts.Of(40).Single(e => e.Phone == contact.Phone);
            var key = draw.Shared(LockPurpose.Names, heard.Root, position);
            var name = OpenRecord.Name(draw.Locks.Names, draw.Request.Hash(), position, key, contact.Code, expert.Id);
            Assert.Equal((expert.Number, expert.Name), (name!.Number, name.Name));
        }
        var shown = await ShownAsync(server, draw);
        Assert.Equal("Committed", shown.Text("state"));
        Assert.Equal(heard.Positions.Count, shown.Number("eligible"));
        Assert.Equal("platform", shown.Text("platform"));
    }

    [Fact]
    public async Task Whoever_is_absent_on_the_day_is_counted_and_not_drawn()
    {
        await using var server = await StartAsync(40);
        var first = Ask(new AskedDraw(People));
        var before = await CommittedAsync(first);
        using var wang = await server.SignedInAsync("li");
        var number = Expected(first, 40).Rows[0].Expert.Number;
        var day = first.Request.Day.ToString("yyyy-MM-dd");
        var absence = new
        {
            version = 1,
            from = day,
            until = day,
            reason = "出差",
        };
        await wang.PostAsync($"/api/experts/{number}/absences", absence).Ok();
        // The commitment that stands is said as it was; the next draw asks the pool as it is.
        var second = Ask(new AskedDraw(People));
        var after = await CommittedAsync(second);
        Assert.Equal(0, before.Head.Excluded[(int)Constraint.Absence]);
        Assert.Equal(1, after.Head.Excluded[(int)Constraint.Absence]);
        Assert.Equal(before.Positions.Count - 1, after.Positions.Count);
        var again = await Platform.HeardAsync(first.Id, "commitment");
        Assert.Equal(before.Root, HeardCommitment.Of(again, first, People.Custodian.SigningKey).Root);
    }

    [Fact]
    public async Task Two_draws_of_one_hour_commit_to_the_same_experts_under_different_codes_and_orders()
    {
        await using var server = await StartAsync(40);
        var (one, two) = (Ask(new AskedDraw(People)), Ask(new AskedDraw(People)));
        var (first, second) = (await CommittedAsync(one), await CommittedAsync(two));
        Assert.Equal(first.Positions.Count, second.Positions.Count);
        Assert.Empty(first.Positions.Select(Row).Intersect(second.Positions.Select(Row)));
        Assert.Empty(first.Positions.Select(Label).Intersect(second.Positions.Select(Label)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_pool_of_nobody_or_of_one_is_told_as_short(int experts)
    {
        await using var server = await StartAsync(experts);
        var draw = Ask(new AskedDraw(People));
        AssertShort(await Platform.HeardAsync(draw.Id, "shortage"), draw, new(0, 4, experts, Constraint.Speciality));
        var shown = await ShownAsync(server, draw);
        Assert.Equal("Short", shown.Text("state"));
        Assert.Equal("Speciality", shown.GetProperty("shortage").Text("binding"));
        Assert.Equal(JsonValueKind.Null, shown.GetProperty("eligible").ValueKind);
    }

    [Fact]
    public async Task Where_all_are_avoided_the_binding_constraint_says_so()
    {
        await using var server = await StartAsync(40);
        var units = InventedExperts.Of(40).Select(e => e.EmployerCode).Where(code => code.Length > 0).Distinct();
        var persons = InventedExperts.Of(40).Where(e => e.EmployerCode.Length == 0).Select(e => e.Id).ToList();
        var salt = new byte[PersonHash.SaltBytes];
        var draw = new AskedDraw(
            People,
            request =>
                request with
                {
                    PersonSaltHash = PersonHash.OfSalt(Suite.P256, salt),
                    AvoidedUnits = [.. units.Order(StringComparer.Ordinal)],
                    AvoidedPersons =
                    [
                        .. persons
                            .Select(id => PersonHash.Of(Suite.P256, salt, id))
                            .OrderBy(Convert.ToHexString, StringComparer.Ordinal),
                    ],
                }
        );
        draw.Box = BoxOf(draw, salt);
        Ask(draw);
        var needed = new Shortage(0, 4, 0, Constraint.Unit);
        AssertShort(await Platform.HeardAsync(draw.Id, "shortage"), draw, needed);
    }

    [Fact]
    public async Task More_than_two_thousand_are_reduced_by_a_beacon_first()
    {
        const int Experts = 3200;
        await using var server = await StartAsync(Experts);
        var draw = Ask(new AskedDraw(People));
        var hashes = HeardCommitment.Of(
            await Platform.HeardAsync(draw.Id, "commitment"),
            draw,
            People.Custodian.SigningKey
        );
        Assert.True(hashes.Head.IsReduction);
        Assert.Equal(Expected(draw, Experts).Rows.Count, hashes.Rows.Count);
        Assert.Equal("Reduced", (await ShownAsync(server, draw)).Text("state"));
        // Answers that are too few give no order, and nothing is said.
        Platform.Tasks[draw.Id] = draw.Task() with
        {
            Reduction = new(hashes.Root, draw.Answers(hashes.Root, 1)),
        };
        await Platform.LookedAsync();
        Assert.Single(Platform.Said, said => said.Draw == draw.Id);
        var answers = draw.Answers(hashes.Root, 3, 1);
        Platform.Tasks[draw.Id] = draw.Task() with { Reduction = new(hashes.Root, answers) };
        var posted = await Platform.HeardAsync(draw.Id, "commitment", 2);
        var heard = HeardCommitment.Of(posted, draw, People.Custodian.SigningKey);
        Assert.Equal(hashes.Root, heard.Head.ReductionRoot);
        var batches = answers.Select(a => PartialBatch.TryParse(Suite.P256, a, out var batch) ? batch! : null!);
        var value = DrawBeacon.ValueOf(draw.Locks.Draw, draw.Id, hashes.Root, 0, batches).Value!;
        var order = Beacon.Order(Suite.P256, value, hashes.Rows.Count);
        Assert.Equal(
            Reduction.Keep(draw.Request, hashes.Rows, order).Select(i => Convert.ToHexString(hashes.Rows[i].RowHash)),
            heard.Positions.Select(Row)
        );
    }

    [Fact]
    public async Task Conflicts_are_one_signed_bit_for_each_position_asked_once_and_after_the_draw()
    {
        await using var server = await StartAsync(40);
        var draw = Ask(new AskedDraw(People));
        var heard = await CommittedAsync(draw);
        var staff = Expected(draw, 40).Rows.Select(row => row.Expert.EmployerCode).First(code => code.Length > 0);
        string[] units = [.. new[] { staff, InventedExperts.UnitCode(77_777) }.Order(StringComparer.Ordinal)];
        Platform.Tasks["conflicts"] = new ConflictsTaskSaid(draw.Id, "conflicts", units);
        await Platform.LookedAsync();
        Assert.DoesNotContain(Platform.Said, said => said.What == "conflicts");
        server.Clock.Advance(TimeSpan.FromMinutes(61));
        var body = JsonDocument.Parse(await Platform.HeardAsync(draw.Id, "conflicts")).RootElement;
        Assert.True(ConflictStatement.TryParse(body.GetProperty("statement").GetBytesFromBase64(), out var statement));
        Assert.True(
            statement.Holds(
                People.Trustees.Policy(draw.Request, LockPurpose.Draw),
                heard.Root,
                heard.Positions.Count,
                body.GetProperty("signature").GetBytesFromBase64()
            )
        );
        Assert.Equal(ConflictStatement.HashOf(Suite.P256, units), statement.UnitsHash);
        var hit = heard.Positions.Where(p => Employer(draw, heard, p) == staff).Select(p => p.Position).ToList();
        Assert.NotEmpty(hit);
        Assert.Equal(hit, statement.Hits());
        // Another list would tell more than the first: it is not answered.
        Platform.Tasks["conflicts"] = new ConflictsTaskSaid(draw.Id, "conflicts", [staff]);
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await Platform.LookedAsync();
        Assert.Single(Platform.Said, said => said.What == "conflicts");
        using var wang = await server.SignedInAsync("li");
        var acts = (await wang.GetAsync("/api/acts").Ok()).EnumerateArray().ToList();
        Assert.Equal("2", acts.Single(a => a.Text("act") == "conflicts").GetProperty("details").Text("units"));
    }

    [Fact]
    public async Task A_draw_is_an_act_of_the_pool_that_names_nobody()
    {
        await using var server = await StartAsync(40);
        var draw = Ask(new AskedDraw(People));
        await CommittedAsync(draw);
        using var wang = await server.SignedInAsync("li");
        var act = (await wang.GetAsync("/api/acts").Ok()).EnumerateArray().Single(a => a.Text("act") == "draw");
        Assert.Equal("platform", act.Text("by"));
        Assert.Equal(
            $"{{\"draw\":\"{draw.Id}\",\"request\":\"{Convert.ToHexStringLower(draw.Request.Hash())}\"}}",
            act.GetProperty("details").GetRawText()
        );
        using var stranger = server.Client();
        Assert.Equal(401, (int)(await stranger.GetAsync("/api/draws")).StatusCode);
    }

    [Fact]
    public async Task Without_a_platform_there_are_no_draws_and_the_page_says_so()
    {
        await using var server = await PoolServer.StartAsync(Data);
        using var wang = await server.SignedInAsync();
        var draws = await wang.GetAsync("/api/draws").Ok();
        Assert.Equal(JsonValueKind.Null, draws.GetProperty("source").ValueKind);
        Assert.Empty(draws.GetProperty("draws").EnumerateArray());
    }

    private void AssertShort(byte[] posted, AskedDraw draw, Shortage expected)
    {
        var body = JsonDocument.Parse(posted).RootElement;
        Assert.Equal(
            (expected.Group, expected.Needed, expected.Left, (int)expected.Binding),
            (body.Number("group"), body.Number("needed"), body.Number("left"), body.Number("binding"))
        );
        Assert.True(
            SigningKey.Verify(
                Suite.P256,
                People.Custodian.SigningKey,
                Tags.DrawShortage,
                DrawStatements.Shortage(draw.Request.Hash(), expected),
                body.GetProperty("signature").GetBytesFromBase64()
            )
        );
    }

    private static string Employer(AskedDraw draw, HeardCommitment heard, CommittedPosition position)
    {
        var shared = draw.Shared(LockPurpose.Contact, heard.Root, position);
        var contact = OpenRecord.Contact(draw.Locks.Contact, draw.Request.Hash(), position, shared)!;
        return InventedExperts.Of(40).Single(e => e.Phone == contact.Phone).EmployerCode;
    }

    private static string Row(CommittedPosition position) => Convert.ToHexString(position.RowHash);

    private static string Label(CommittedPosition position) => Convert.ToHexString(position.Label);
}
