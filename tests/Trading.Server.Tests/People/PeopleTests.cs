using Trading.Server.People;
using Trading.Server.Storage;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.People;

public sealed class PeopleTests : OwnManager
{
    [Fact]
    public async Task Only_managers_change_people_and_supervisors_see_what_they_did()
    {
        using var nobody = Server.Client();
        using var bidder = await Server.Client(Server.Authority.Issue("b")).SignInAsync();
        using var supervisor = await Server.HireAsync(Manager, "watcher", "Supervisor");
        using var host = await Server.HireAsync(Manager, "host");
        var person = new
        {
            user = "x",
            name = "x",
            roles = Array.Empty<string>(),
        };
        foreach (
            var (client, expected) in new[]
            {
                (nobody, (401, "NotSignedIn")),
                (bidder, (403, "NotAllowed")),
                (supervisor, (403, "NotAllowed")),
                (host, (403, "NotAllowed")),
            }
        )
        {
            Assert.Equal(expected, await client.Get("/api/people").Refused());
            Assert.Equal(expected, await client.Post("/api/people", person).Refused());
            foreach (var call in new[] { "password", "disable", "enable" })
                Assert.Equal(expected, await client.Post($"/api/people/watcher/{call}", new { }).Refused());
            Assert.Equal(
                expected,
                await client.Post("/api/people/watcher/roles", new { roles = new[] { "Manager" } }).Refused()
            );
            Assert.Equal(expected, await client.Http.DeleteAsync("/api/people/watcher/key").Refused());
        }
        Assert.Equal((403, "NotAllowed"), await host.Get("/api/people/acts").Refused());
        var acts = (await supervisor.Get("/api/people/acts").Ok())
            .EnumerateArray()
            .Select(a => $"{a.GetProperty("act")} {a.GetProperty("about")} {a.GetProperty("detail")}")
            .ToArray();
        Assert.Equal(["make watcher watcher 先生 Supervisor", "make host host 先生"], acts);
    }

    [Fact]
    public async Task Making_somebody_twice_is_once_and_another_person_under_the_name_is_a_conflict()
    {
        var wish = new
        {
            user = "li.wei",
            name = "李伟 🏗",
            roles = new[] { "Manager" },
        };
        Assert.Equal(201, (int)(await Manager.Post("/api/people", wish)).StatusCode);
        var again = await Manager.Post("/api/people", wish).Ok();
        Assert.Equal(System.Text.Json.JsonValueKind.Null, again.GetProperty("oneTimePassword").ValueKind);
        Assert.Equal(
            (409, "Conflict"),
            await Manager
                .Post(
                    "/api/people",
                    new
                    {
                        user = "li.wei",
                        name = "李伟",
                        roles = new[] { "Manager" },
                    }
                )
                .Refused()
        );
        Assert.Equal(
            (409, "Conflict"),
            await Manager
                .Post(
                    "/api/people",
                    new
                    {
                        user = "li.wei",
                        name = "李伟 🏗",
                        roles = Array.Empty<string>(),
                    }
                )
                .Refused()
        );
        var line = Assert.Single((await Manager.Get("/api/people").Ok()).EnumerateArray());
        Assert.Equal(
            "li.wei 李伟 🏗 [\"Manager\"]  False False True",
            string.Join(
                " ",
                new[] { "user", "name", "roles", "key", "isDisabled", "isLocked", "mustChange" }.Select(name =>
                    line.GetProperty(name)
                )
            )
        );
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_and_unknown_people_are_not_found()
    {
        foreach (
            var (user, name, roles) in new (string?, string?, string[]?)[]
            {
                ("Li", "x", []),
                ("", "x", []),
                ("a b", "x", []),
                ("a\n", "x", []),
                (".a", "x", []),
                (new string('a', 65), "x", []),
                (null, "x", []),
                ("a", "", []),
                ("a", null, []),
                ("a", new string('名', 101), []),
                ("a", "x\u0007", []),
                ("a", "x", ["Host"]),
                ("a", "x", ["Manager", "Supervisor"]),
                ("a", "x", null),
            }
        )
            Assert.True(
                (400, "Malformed")
                    == await Manager
                        .Post(
                            "/api/people",
                            new
                            {
                                user,
                                name,
                                roles,
                            }
                        )
                        .Refused(),
                $"{user} {name}"
            );
        Assert.Equal(
            (400, "Malformed"),
            await Manager.Post("/api/people/a/roles", new { roles = new[] { "King" } }).Refused()
        );
        foreach (var call in new[] { "password", "disable", "enable" })
            Assert.Equal((404, "NotFound"), await Manager.Post($"/api/people/nobody/{call}", new { }).Refused());
        Assert.Equal((404, "NotFound"), await Manager.Http.DeleteAsync("/api/people/nobody/key").Refused());
    }

    [Fact]
    public async Task The_last_enabled_manager_stays_one()
    {
        using var only = await Server.HireAsync(Manager, "only", "Manager");
        Assert.Equal((409, "Conflict"), await only.Post("/api/people/only/disable", new { }).Refused());
        Assert.Equal(
            (409, "Conflict"),
            await only.Post("/api/people/only/roles", new { roles = Array.Empty<string>() }).Refused()
        );
        await only.MakeAsync("second", "Manager");
        for (var i = 0; i < 2; i++)
            await only.Post("/api/people/second/disable", new { }).Ok();
        Assert.Equal((409, "Conflict"), await only.Post("/api/people/only/disable", new { }).Refused());
        await only.Post("/api/people/second/enable", new { }).Ok();
        await only.Post("/api/people/only/roles", new { roles = new[] { "Supervisor" } }).Ok();
        Assert.Equal((403, "NotAllowed"), await only.Get("/api/people").Refused()); // rights are asked at every call
    }

    [Fact]
    public async Task Disabling_ends_the_tickets_at_once_and_enabling_brings_the_password_back()
    {
        using var person = await Server.HireAsync(Manager, "p", "Manager");
        await person.MakeAsync("q", "Manager");
        await Manager.Post("/api/people/p/disable", new { }).Ok();
        Assert.Equal((401, "NotSignedIn"), await person.Get("/api/people").Refused());
        await Manager.Post("/api/people/p/enable", new { }).Ok();
        Assert.Equal((401, "NotSignedIn"), await person.Get("/api/people").Refused());
        await person.With(await person.SignInAsync("p", StaffWorld.Good).Ok()).Get("/api/people").Ok();
    }

    [Fact]
    public async Task A_bound_key_gives_the_account_its_roles_in_sessions_and_signs_every_act()
    {
        var hall = Hall.Draft(Server);
        using var host = await Server.HireAsync(Manager, "host");
        using var thief = await Server.HireAsync(Manager, "thief");
        Assert.Equal((403, "NotAllowed"), await host.Post("/api/sessions", hall.Publication).Refused());
        Assert.Equal(
            (403, "BadSignature"),
            await thief
                .Post(
                    "/api/me/key",
                    new
                    {
                        challenge = new byte[8],
                        certificate = Server.Host.Certificate,
                        signature = new byte[64],
                    }
                )
                .Refused()
        );
        for (var i = 0; i < 2; i++)
            await host.Post("/api/me/key", await host.ProofAsync(Server.Host)).Ok();
        Assert.Equal(Server.Host.Key.PublicPoint, (await host.MeAsync()).GetProperty("key").GetBytesFromBase64());
        Assert.Equal(
            (409, "Conflict"),
            await host.Post("/api/me/key", await host.ProofAsync(Server.Authority.Issue("other"))).Refused()
        );
        Assert.Equal((409, "Conflict"), await thief.Post("/api/me/key", await thief.ProofAsync(Server.Host)).Refused());
        Assert.Equal(
            (403, "NotAllowed"),
            await Manager.Post("/api/me/key", await Manager.ProofAsync(Server.Host)).Refused()
        );

        await host.Post("/api/sessions", hall.Publication).Ok();
        var act = Server.Supervisor.Sign(Trading.Streams.Acts.Act.Conclude(hall.Id, new byte[16]));
        // the ticket of the host makes no act of the host
        Assert.Equal((403, "NotAllowed"), await host.Post($"/api/sessions/{hall.Id}/acts", act).Refused());

        for (var i = 0; i < 2; i++)
            await Manager.Http.DeleteAsync("/api/people/host/key").Ok();
        Assert.Equal((401, "NotSignedIn"), await host.Get("/api/me").Refused());
    }

    [Fact]
    public async Task Global_roles_of_an_account_hold_for_its_key_and_end_with_the_account()
    {
        var holder = Server.Authority.Issue("holder");
        using var person = await Server.HireAsync(Manager, "p", "Manager");
        await person.Post("/api/me/key", await person.ProofAsync(holder)).Ok();
        await person.MakeAsync("q", "Manager");
        using var byKey = await Server.Client(holder).SignInAsync();
        Assert.Equal("Certificate p p 先生 [\"Manager\"]", await WhoAsync(byKey));
        await byKey.Get("/api/people").Ok();
        await Manager.Post("/api/people/p/disable", new { }).Ok();
        Assert.Equal((403, "NotAllowed"), await byKey.Get("/api/people").Refused());
        Assert.Equal("Certificate   []", await WhoAsync(byKey));
    }

    [Fact]
    public async Task Everybody_hears_who_the_ticket_says_they_are()
    {
        Assert.Equal("Certificate  manager [\"Manager\"]", await WhoAsync(Manager));
        using var demo = Server.Client();
        demo.With(await demo.Post("/api/sign-in/token", new { token = "abcdefghijklmnop0123456789" }).Ok());
        Assert.Equal("Token   []", await WhoAsync(demo));
        using var trustee = await Server.Trustees[0].SignInAsync();
        Assert.Contains(
            "\"kind\":\"Trustee\",\"user\":null,\"name\":\"t1\",\"roles\":[\"Trustee\"]",
            await trustee.GetStringAsync("/api/me"),
            StringComparison.Ordinal
        );
        using var nobody = Server.Client();
        Assert.Equal((401, "NotSignedIn"), await nobody.Get("/api/me").Refused());
    }

    [Fact]
    public async Task There_are_at_most_five_hundred_accounts()
    {
        await Manager.MakeAsync("first");
        using (var connection = Server.Get<PeopleFile>().Open())
            for (var i = 1; i < StaffOffice.MostAccounts; i++)
                connection.Run(
                    $"INSERT INTO staff SELECT 'id{i}', 'u{i}', 'U{i}', name, password_hash, security_stamp, "
                        + "concurrency_stamp, must_change, password_ends_at, is_disabled, access_failed_count, "
                        + "lockout_enabled, lockout_end, NULL, created_at FROM staff WHERE user = 'first'"
                );
        Assert.Equal(
            (429, "LimitReached"),
            await Manager
                .Post(
                    "/api/people",
                    new
                    {
                        user = "more",
                        name = "more",
                        roles = Array.Empty<string>(),
                    }
                )
                .Refused()
        );
        Assert.Equal(500, (await Manager.Get("/api/people").Ok()).GetArrayLength());
    }

    private static async Task<string> WhoAsync(Client client)
    {
        var me = await client.MeAsync();
        return $"{me.GetProperty("kind")} {me.GetProperty("user")} {me.GetProperty("name")} {me.GetProperty("roles")}";
    }
}
