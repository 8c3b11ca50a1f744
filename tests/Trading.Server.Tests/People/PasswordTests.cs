using System.Diagnostics;
using System.Text;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.People;

public sealed class PasswordTests : OwnManager
{
    [Fact]
    public async Task A_one_time_password_is_changed_first_and_then_the_new_one_signs_in()
    {
        var oneTime = await Manager.MakeAsync("li.wei", "Supervisor");
        Assert.Matches("^[a-z2-9]{5}(-[a-z2-9]{5}){3}$", oneTime);
        using (var first = await Anybody.SignInAsync("li.wei", oneTime))
            Assert.True(first.Headers.CacheControl?.NoStore);
        Assert.Equal((403, "MustChangePassword"), await Anybody.SignInAsync("li.wei", oneTime).Refused());
        foreach (var bad in new[] { "eleven char", oneTime, new string('x', 257) })
            Assert.Equal((400, "Malformed"), await Anybody.ChangeAsync("li.wei", oneTime, bad).Refused());
        var changed = await Anybody.ChangeAsync("li.wei", oneTime, StaffWorld.Good).Ok();
        Assert.Equal("li.wei 先生", changed.GetProperty("name").GetString());
        Assert.Equal((403, "BadSignature"), await Anybody.SignInAsync("li.wei", oneTime).Refused());
        var me = await Anybody.With(await Anybody.SignInAsync("li.wei", StaffWorld.Good).Ok()).MeAsync();
        Assert.Equal(
            "Password li.wei li.wei 先生 [\"Supervisor\"] ",
            $"{me.GetProperty("kind")} {me.GetProperty("user")} {me.GetProperty("name")} "
                + $"{me.GetProperty("roles")} {me.GetProperty("key")}"
        );
        Assert.InRange(
            me.GetProperty("expiresAt").GetInt64(),
            Server.Clock.Now + 7 * 3_600_000_000L,
            Server.Clock.Now + 8 * 3_600_000_000L
        );
    }

    [Fact]
    public async Task Whatever_is_wrong_has_one_answer_and_takes_its_time()
    {
        foreach (var user in new[] { "good", "locked", "disabled" })
            (await Server.HireAsync(Manager, user)).Dispose();
        for (var i = 0; i < 5; i++)
            await Anybody.SignInAsync("locked", "wrong password").Refused();
        await Manager.Post("/api/people/disabled/disable", new { }).Ok();
        var old = await Manager.MakeAsync("old");
        Server.Clock.Advance(TimeSpan.FromMinutes(1)); // the lock lasts
        var answers = new List<string>();
        foreach (
            var (user, password) in new[]
            {
                ("good", "wrong password"),
                ("nobody.at.all", StaffWorld.Good),
                ("locked", StaffWorld.Good),
                ("disabled", StaffWorld.Good),
                ("GOOD ", StaffWorld.Good),
                ("", ""),
                ("good", ""),
            }
        )
            answers.Add(await TimedAsync(user, password));
        Server.Clock.Advance(TimeSpan.FromHours(73));
        answers.Add(await TimedAsync("old", old));
        Assert.Single(answers.Distinct());
        await Anybody.SignInAsync("good", StaffWorld.Good).Ok();
    }

    [Fact]
    public async Task Five_wrong_ones_lock_for_a_quarter_of_an_hour_also_when_they_come_at_once_and_a_certificate_signs_in_all_the_same()
    {
        using var host = await Server.HireAsync(Manager, "host");
        await host.Post("/api/me/key", await host.ProofAsync(Server.Host)).Ok();
        foreach (
            var answer in await Task.WhenAll(
                Enumerable.Range(0, 5).Select(i => Anybody.SignInAsync("host", $"wrong password {i}"))
            )
        )
            Assert.Equal(403, (int)answer.StatusCode);
        Assert.Equal((403, "BadSignature"), await Anybody.SignInAsync("host", StaffWorld.Good).Refused());
        Assert.Single(Server.Logs.Lines, line => line.Text == "The account host is locked: too many wrong passwords");
        using var other = await Server.Client(Server.Host).SignInAsync();
        Assert.Equal("host", (await other.MeAsync()).GetProperty("user").GetString());
        await host.MeAsync(); // a ticket that stands goes on: an attacker outside locks nobody out of a session
        Server.Clock.Advance(TimeSpan.FromMinutes(16));
        await Anybody.SignInAsync("host", StaffWorld.Good).Ok();
    }

    [Fact]
    public async Task A_reset_unlocks_and_ends_every_ticket()
    {
        using var person = await Server.HireAsync(Manager, "p");
        for (var i = 0; i < 5; i++)
            await Anybody.SignInAsync("p", "wrong password").Refused();
        var reset = await Manager.Post("/api/people/p/password", new { }).Ok();
        Assert.Equal((401, "NotSignedIn"), await person.Get("/api/me").Refused());
        await Anybody.ChangeAsync("p", reset.GetProperty("oneTimePassword").GetString()!, "another long password").Ok();
        Assert.Equal((403, "BadSignature"), await Anybody.SignInAsync("p", StaffWorld.Good).Refused());
    }

    [Fact]
    public async Task Changing_the_password_and_signing_out_everywhere_end_all_other_tickets()
    {
        using var first = await Server.HireAsync(Manager, "p");
        using var second = Server.Client();
        second.With(await second.ChangeAsync("p", StaffWorld.Good, "another long password").Ok());
        Assert.Equal((401, "NotSignedIn"), await first.Get("/api/me").Refused());
        await second.MeAsync();
        await second.Post("/api/sign-out/everywhere", null).Ok();
        Assert.Equal((401, "NotSignedIn"), await second.Get("/api/me").Refused());
        Assert.Equal((403, "NotAllowed"), await Manager.Post("/api/sign-out/everywhere", null).Refused());
    }

    [Fact]
    public async Task Signing_out_ends_this_ticket_over_a_restart_and_no_other()
    {
        using var person = await Server.HireAsync(Manager, "p");
        using var other = Server.Client();
        other.With(await other.SignInAsync("p", StaffWorld.Good).Ok());
        for (var i = 0; i < 2; i++)
            await person.Post("/api/sign-out", null).Ok();
        var ticket = person.Http.DefaultRequestHeaders.Authorization;
        await other.MeAsync();
        var otherTicket = other.Http.DefaultRequestHeaders.Authorization;
        await Server.KillAsync();
        await Server.StartAgainAsync();
        using var again = Server.Client();
        again.Http.DefaultRequestHeaders.Authorization = ticket;
        Assert.Equal((401, "NotSignedIn"), await again.Get("/api/me").Refused());
        again.Http.DefaultRequestHeaders.Authorization = otherTicket;
        await again.MeAsync();
    }

    [Fact]
    public async Task A_bidder_signs_out_and_nothing_of_it_is_stored()
    {
        var before = Snapshot();
        using var bidder = await Server.Client(Server.Authority.Issue("某建筑公司")).SignInAsync();
        var me = await bidder.MeAsync();
        Assert.Equal(
            "Certificate   []",
            $"{me.GetProperty("kind")} {me.GetProperty("user")} {me.GetProperty("name")} {me.GetProperty("roles")}"
        );
        Assert.Equal(65, me.GetProperty("key").GetBytesFromBase64().Length);
        await bidder.Post("/api/sign-out", null).Ok();
        Assert.Equal((401, "NotSignedIn"), await bidder.Get("/api/me").Refused());
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public async Task Passwords_stand_in_no_file_and_no_log_line()
    {
        var oneTime = await Manager.MakeAsync("p");
        await Anybody.ChangeAsync("p", oneTime, StaffWorld.Good).Ok();
        await Anybody.SignInAsync("p", StaffWorld.Good + "?").Refused();
        foreach (var needle in new[] { oneTime, StaffWorld.Good })
        {
            Assert.DoesNotContain(Server.Logs.Lines, line => line.Text.Contains(needle, StringComparison.Ordinal));
            foreach (var file in Directory.EnumerateFiles(Server.Data, "people.db*"))
                Assert.True(ReadShared(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(needle)) < 0, file);
        }
    }

    [Fact]
    public async Task Too_many_tries_of_an_address_are_told_to_wait()
    {
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(_ => Anybody.Post("/api/sign-in/password", new { user = "nobody", password = StaffWorld.Good }))
        );
        var refused = answers.Where(answer => (int)answer.StatusCode == 429).ToArray();
        Assert.InRange(refused.Length, 1, 25);
        Assert.All(refused, answer => Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter?.Delta));
    }

    private async Task<string> TimedAsync(string? user, string? password)
    {
        var watch = new Stopwatch();
        using var answer = await StaffWorld.PatientlyAsync(() =>
        {
            watch.Restart();
            return Anybody.Post("/api/sign-in/password", new { user, password });
        });
        Assert.InRange(watch.ElapsedMilliseconds, 390, 60_000);
        return $"{answer.StatusCode} {string.Join(",", answer.Headers.Select(h => h.Key).Order())} "
            + $"{RegexTrace(await answer.Content.ReadAsStringAsync())}";
    }

    // The framework numbers each problem's trace.
    private static string RegexTrace(string body) =>
        System.Text.RegularExpressions.Regex.Replace(body, "\"traceId\":\"[^\"]*\"", "");

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private string Snapshot() =>
        string.Join(
            "\n",
            Directory
                .EnumerateFiles(Server.Data, "*", SearchOption.AllDirectories)
                .Order()
                .Select(f => $"{f} {new FileInfo(f).Length}")
        );
}
