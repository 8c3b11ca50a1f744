using System.Text.Json;
using Trading.Pool.Tests.World;

namespace Trading.Pool.Tests;

public sealed class ExpertTests : IAsyncLifetime
{
    private PoolServer server = null!;
    private Client wang = null!;

    public async Task InitializeAsync()
    {
        server = await PoolServer.StartAsync();
        wang = await server.SignedInAsync();
    }

    public async Task DisposeAsync()
    {
        wang.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task An_expert_that_is_added_is_found_and_shown_with_the_ends_of_its_numbers_alone()
    {
        var expert = Somebody.Number(1);
        var added = await wang.AddAsync(expert);
        Assert.Equal(1, added.Number("version"));
        var shown = (await wang.GetAsync($"/api/experts/{expert.Number}").Ok()).GetProperty("expert");
        Assert.Equal((expert.Name, expert.Id[^4..]), (shown.Text("name"), shown.Text("idEnd")));
        Assert.Equal(expert.Phone[^4..], shown.Text("phoneEnd"));
        Assert.Equal("聘书已核", shown.Text("statusReason"));
        var contacts = await wang.PostAsync($"/api/experts/{expert.Number}/contacts", new { }).Ok();
        Assert.Equal((expert.Id, expert.Phone), (contacts.Text("id"), contacts.Text("phone")));
        Assert.Equal([expert.Number], NumbersOf(await wang.SearchAsync(new { id = expert.Id })));
    }

    [Fact]
    public async Task Adding_the_same_expert_again_changes_nothing()
    {
        await wang.AddAsync(Somebody.Number(1));
        Assert.Equal(1, (await wang.AddAsync(Somebody.Number(1))).Number("version"));
        Assert.Single(await EventsAsync("E-000001"));
    }

    [Theory]
    [InlineData("number", "DoubleNumber", "Number")]
    [InlineData("id", "DoubleId", "Id")]
    [InlineData("phone", "DoublePhone", "Phone")]
    public async Task What_must_be_ones_own_is_refused_with_the_field_and_the_other_expert(
        string what,
        string code,
        string field
    )
    {
        var (one, other) = (Somebody.Number(1), Somebody.Number(2));
        await wang.AddAsync(one);
        var twin = what switch
        {
            "number" => other with { Number = one.Number },
            "id" => other with { Id = one.Id },
            _ => other with { Phone = one.Phone },
        };
        var problem = await wang.PostAsync("/api/experts", Client.New(twin, "聘书已核")).Problem();
        Assert.Equal((409, "Conflict"), (problem.Number("status"), problem.Text("reason")));
        var fault = problem.GetProperty("faults").EnumerateArray().Single();
        Assert.Equal((code, field, one.Number), (fault.Text("code"), fault.Text("field"), fault.Text("other")));
    }

    [Fact]
    public async Task Every_wrong_field_is_named()
    {
        var wrong = Somebody.Number(1) with
        {
            Name = "",
            Id = "450305196001010011",
            Phone = "12345678901",
            Specialities = ["a08"],
            Region = "990000",
            Employer = "=1+1",
            Until = new DateOnly(2020, 1, 1),
        };
        var problem = await wang.PostAsync("/api/experts", Client.New(wrong, "聘书已核")).Problem();
        Assert.Equal((400, "Malformed"), (problem.Number("status"), problem.Text("reason")));
        Assert.Equal(
            ["Employer", "Id", "Name", "Phone", "Region", "Specialities", "Until"],
            problem.GetProperty("faults").EnumerateArray().Select(fault => fault.Text("field")).Distinct().Order()
        );
        Assert.DoesNotContain("450305196001010011", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_that_is_none_is_named_beside_all_other_faults()
    {
        var fields = new
        {
            name = "",
            id = "",
            phone = Somebody.Number(1).Phone,
            specialities = Array.Empty<string>(),
            level = "Senior",
            region = "450300",
            employer = "",
            employerCode = "",
            status = "Admitted",
            since = "",
            until = "2026-02-30",
        };
        var asked = wang.PostAsync(
            "/api/experts",
            new
            {
                number = "E-1",
                expert = fields,
                reason = "聘书已核",
            }
        );
        Assert.Equal(
            ["Empty Name", "Empty Id", "Empty Specialities", "Empty Since", "BadDate Until"],
            (await asked.Problem())
                .GetProperty("faults")
                .EnumerateArray()
                .Select(fault => $"{fault.Text("code")} {fault.Text("field")}")
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" 有空格")]
    public async Task Nothing_changes_without_a_reason(string reason)
    {
        var expert = Somebody.Number(1);
        var asked = wang.PostAsync("/api/experts", Client.New(expert, reason));
        Assert.Equal((400, "Malformed"), await asked.Refused());
        await wang.AddAsync(expert);
        Assert.Equal((400, "Malformed"), await wang.ChangeAsync(expert with { Name = "甲" }, 1, reason).Refused());
        Assert.Single(await EventsAsync(expert.Number));
    }

    [Fact]
    public async Task A_change_leaves_who_when_why_and_what_it_was()
    {
        var expert = Somebody.Number(1);
        await wang.AddAsync(expert);
        using var li = await server.SignedInAsync("li");
        var changed = expert with { Name = "改名", Phone = "13900000000" };
        await li.ChangeAsync(changed, 1, "本人申请").Ok();
        var told = (await EventsAsync(expert.Number))[0];
        Assert.Equal(
            ("li", "edit", "本人申请", 2),
            (told.Text("by"), told.Text("act"), told.Text("reason"), told.Number("version"))
        );
        Assert.InRange(server.Clock.Now - told.GetProperty("at").GetInt64(), 0, 60_000_000);
        Assert.Equal(
            ["Name 专家1 改名", "Phone  "],
            told.GetProperty("changes")
                .EnumerateArray()
                .Select(change => $"{change.Text("field")} {change.Text("from")} {change.Text("to")}")
        );
    }

    [Fact]
    public async Task An_empty_identity_number_or_phone_keeps_what_is_there()
    {
        var expert = Somebody.Number(1);
        await wang.AddAsync(expert);
        await wang.ChangeAsync(expert with { Id = "", Phone = "", Name = "改名" }, 1).Ok();
        var contacts = await wang.PostAsync($"/api/experts/{expert.Number}/contacts", new { }).Ok();
        Assert.Equal((expert.Id, expert.Phone), (contacts.Text("id"), contacts.Text("phone")));
    }

    [Fact]
    public async Task Of_two_managers_at_once_the_second_learns_how_the_expert_stands_now()
    {
        var expert = Somebody.Number(1);
        await wang.AddAsync(expert);
        using var li = await server.SignedInAsync("li");
        await li.ChangeAsync(expert with { Region = "450300" }, 1).Ok();
        var problem = await wang.ChangeAsync(expert with { Name = "改名" }, 1).Problem();
        Assert.Equal((409, "WrongRevision"), (problem.Number("status"), problem.Text("reason")));
        var now = problem.GetProperty("now");
        Assert.Equal((2, "450300"), (now.Number("version"), now.Text("region")));
        await wang.ChangeAsync(expert with { Name = "改名", Region = "450300" }, 2).Ok();
    }

    [Fact]
    public async Task Of_twenty_managers_at_once_one_is_heard()
    {
        var expert = Somebody.Number(1);
        await wang.AddAsync(expert);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(n => wang.ChangeAsync(expert with { Name = $"改名{n}" }, 1))
        );
        Assert.Single(answers, answer => answer.IsSuccessStatusCode);
        Assert.All(answers.Where(a => !a.IsSuccessStatusCode), a => Assert.Equal(409, (int)a.StatusCode));
        Assert.Equal(2, (await EventsAsync(expert.Number)).Count);
    }

    [Theory]
    [InlineData(ExpertStatus.Suspended)]
    [InlineData(ExpertStatus.Blacklisted)]
    [InlineData(ExpertStatus.Left)]
    public async Task A_status_has_days_and_a_reason(ExpertStatus status)
    {
        var expert = Somebody.Number(1);
        await wang.AddAsync(expert);
        var other = expert with
        {
            Status = status,
            Since = new DateOnly(2026, 1, 1),
            Until = new DateOnly(2026, 6, 30),
        };
        var shown = await wang.ChangeAsync(other, 1, "未按时到场").Ok();
        Assert.Equal((status.ToString(), "未按时到场"), (shown.Text("status"), shown.Text("statusReason")));
        Assert.Equal("status", (await EventsAsync(expert.Number))[0].Text("act"));
        shown = await wang.ChangeAsync(other with { Name = "改名" }, 2, "本人申请").Ok();
        Assert.Equal("未按时到场", shown.Text("statusReason"));
    }

    [Fact]
    public async Task An_absence_is_noted_once_and_withdrawn()
    {
        await wang.AddAsync(Somebody.Number(1));
        const string Path = "/api/experts/E-000001/absences";
        var absence = new
        {
            version = 1,
            from = "2026-12-01",
            until = "2026-12-05",
            reason = "出差",
        };
        Assert.Equal(2, (await wang.PostAsync(Path, absence).Ok()).Number("version"));
        Assert.Equal(2, (await wang.PostAsync(Path, absence).Ok()).Number("version"));
        var noted = (await WholeAsync()).GetProperty("absences").EnumerateArray().Single();
        var withdraw = new { version = 2, reason = "行程取消" };
        await wang.PostAsync($"{Path}/{noted.Number("id")}/withdraw", withdraw).Ok();
        Assert.True((await WholeAsync()).GetProperty("absences")[0].GetProperty("isWithdrawn").GetBoolean());
        Assert.Equal((404, "NotFound"), await wang.PostAsync($"{Path}/99/withdraw", withdraw).Refused());
        Assert.Equal(
            ["absence-withdrawn", "absence", "add"],
            (await EventsAsync("E-000001")).Select(told => told.Text("act"))
        );
    }

    [Theory]
    [InlineData("2026-12-05", "2026-12-01")]
    [InlineData("2026-13-01", "2026-12-01")]
    [InlineData("", "")]
    public async Task Days_that_are_none_or_reversed_are_refused(string from, string until)
    {
        await wang.AddAsync(Somebody.Number(1));
        var absence = new
        {
            version = 1,
            from,
            until,
            reason = "出差",
        };
        Assert.Equal((400, "Malformed"), await wang.PostAsync("/api/experts/E-000001/absences", absence).Refused());
    }

    [Fact]
    public async Task An_assessment_is_kept_and_one_of_yesterdays_version_is_refused()
    {
        await wang.AddAsync(Somebody.Number(1));
        const string Path = "/api/experts/E-000001/assessments";
        var assessment = new
        {
            version = 1,
            day = "2026-11-01",
            score = 92,
            note = "认真负责",
            reason = "年度考核",
        };
        await wang.PostAsync(Path, assessment).Ok();
        Assert.Equal(92, (await WholeAsync()).GetProperty("assessments")[0].Number("score"));
        var another = assessment with { score = 40 };
        Assert.Equal((409, "WrongRevision"), await wang.PostAsync(Path, another).Refused());
        foreach (var wrong in new[] { assessment with { score = 101 }, assessment with { note = "" } })
            Assert.Equal((400, "Malformed"), await wang.PostAsync(Path, wrong with { version = 2 }).Refused());
        Assert.Single((await WholeAsync()).GetProperty("assessments").EnumerateArray());
    }

    [Theory]
    [InlineData("㐂䶮𠮷")]
    [InlineData("欧阳·𬭎")]
    [InlineData("阿卜杜拉·买买提")]
    public async Task Names_with_rare_characters_stay_what_they_are(string name)
    {
        await wang.AddAsync(Somebody.Number(1) with { Name = name });
        var page = await wang.SearchAsync(new { text = name });
        Assert.Equal(name, page.GetProperty("lines")[0].Text("name"));
    }

    [Fact]
    public async Task An_expert_that_nobody_knows_is_not_found()
    {
        Assert.Equal((404, "NotFound"), await wang.GetAsync("/api/experts/E-1").Refused());
        Assert.Equal((404, "NotFound"), await wang.GetAsync("/api/experts/E-1/events").Refused());
        Assert.Equal((404, "NotFound"), await wang.PostAsync("/api/experts/E-1/contacts", new { }).Refused());
        Assert.Equal((404, "NotFound"), await wang.ChangeAsync(Somebody.Number(1), 1).Refused());
    }

    [Theory]
    [InlineData("""{"text":"a","other":1}""")]
    [InlineData("""{"page":0}""")]
    [InlineData("""{"page":1.5}""")]
    [InlineData("""{"status":"admitted"}""")]
    [InlineData("""{"text":"a","text":"b"}""")]
    [InlineData("")]
    public async Task A_body_of_another_form_is_refused(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        Assert.Equal((400, "Malformed"), await wang.Http.PostAsync("/api/experts/search", content).Refused());
    }

    [Fact]
    public async Task A_code_gets_a_name_for_the_whole_pool()
    {
        var named = new { name = "房屋建筑工程", reason = "分类标准" };
        await wang.PutAsync("/api/specialities/A0801", named).Ok();
        await wang.PutAsync("/api/specialities/A0801", named).Ok();
        Assert.Equal("房屋建筑工程", (await wang.GetAsync("/api/specialities").Ok())[0].Text("name"));
        Assert.Equal((400, "Malformed"), await wang.PutAsync("/api/specialities/a1", named).Refused());
        var acts = (await wang.GetAsync("/api/acts").Ok()).EnumerateArray().Select(act => act.Text("act"));
        Assert.Single(acts, act => act == "speciality");
    }

    private async Task<List<JsonElement>> EventsAsync(string number) =>
        [.. (await wang.GetAsync($"/api/experts/{number}/events").Ok()).EnumerateArray()];

    private Task<JsonElement> WholeAsync() => wang.GetAsync("/api/experts/E-000001").Ok();

    private static IEnumerable<string> NumbersOf(JsonElement page) =>
        page.GetProperty("lines").EnumerateArray().Select(line => line.Text("number"));
}
