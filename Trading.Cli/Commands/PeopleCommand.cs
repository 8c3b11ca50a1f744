using System.CommandLine;
using System.Net;
using Trading.Crypto;

namespace Trading.Cli;

/// <summary>
/// <c>trading people</c>: accounts of staff and the right to publish, for managers. Without a deed it prints both.
/// </summary>
internal static class PeopleCommand
{
    private const string Help = "trading people --help";
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<string> Key = CommonOptions.KeyIfNeeded("a manager whose account has bound it");
    private static readonly Option<string> As = Text("--as", "USER", "Sign in with this account's password instead");
    private static readonly Option<string> PasswordFile = Text(
        "--password-file",
        "FILE",
        "File with the password of --as in its first line"
    );
    private static readonly Option<string> Make = Text("--make", "USER", "Make an account, with --name and --role");
    private static readonly Option<string> Name = Text("--name", "NAME", "Its holder's name, 1 to 100 letters");
    private static readonly Option<string> Role = new Option<string>("--role")
    {
        Description = "Its global role",
        HelpName = "Manager|Supervisor|none",
    }.AcceptOnlyFromAmong("Manager", "Supervisor", "none");
    private static readonly Option<string> Reset = Text(
        "--reset",
        "USER",
        "A new one-time password: the old one and all sign-ins end, a lock-out is lifted"
    );
    private static readonly Option<string> PutRole = Text("--put-role", "USER", "Give the account the role of --role");
    private static readonly Option<string> Disable = Text("--disable", "USER", "End its sign-ins and global roles");
    private static readonly Option<string> Enable = Text("--enable", "USER", "Let it sign in again");
    private static readonly Option<string> Unbind = Text("--unbind", "USER", "Remove the key that it has bound");
    private static readonly Option<string> Give = Text(
        "--give",
        "NAME",
        "Give the right to publish under this name, to --user or --certificate"
    );
    private static readonly Option<string> User = Text("--user", "USER", "The account that publishes");
    private static readonly Option<string> CertificateFile = Text(
        "--certificate",
        "FILE.der",
        "The certificate whose key publishes"
    );
    private static readonly Option<string> Take = Text(
        "--take",
        "NAME",
        "Take the right back: standing sessions go on, new ones are refused"
    );
    private static readonly Option<bool> Acts = new("--acts") { Description = "Print who changed what, newest last" };
    private static readonly Option<bool> Json = CommonOptions.Json();

    private static readonly Option<string>[] Deeds = [Make, Reset, PutRole, Disable, Enable, Unbind, Give, Take];

    public static Command Build() =>
        new Verb(
            "people",
            "Accounts of staff and the right to publish, for managers: prints them, or does one thing to one of them. "
                + "Accounts are disabled, never deleted; every change is noted for good."
        )
        {
            Examples =
            [
                "trading people --key boss.key",
                "trading people --key boss.key --make li --name 李明 --role Supervisor",
                "trading people --key boss.key --reset li",
                "trading people --key boss.key --give 桂林市公共资源交易中心 --certificate host.der",
                "trading people --as boss --password-file boss.txt --acts",
            ],
        }
            .With(Server, Key, As, PasswordFile, Make, Name, Role, Reset, PutRole, Disable, Enable, Unbind)
            .With(Give, User, CertificateFile, Take, Acts, Json)
            .Does(RunAsync);

    private static async Task RunAsync(Request request, CancellationToken cancel)
    {
        var deeds = Deeds.Where(request.Has).ToList();
        if (deeds.Count > 1)
            throw CommandException.Usage($"{deeds[0].Name} and {deeds[1].Name} are two deeds.", "do one at a time");
        using var person = request.Get(Key) is { } file ? PersonKey.Load(file) : null;
        using var api = new ApiClient(request.Need(Server), person) { Password = PasswordOf(request, person) };
        var people = new PeopleClient(api);
        try
        {
            if (deeds is [var deed])
                await DoAsync(request, people, deed, cancel);
            else if (request.Get(Acts))
                await PrintActsAsync(request, people, cancel);
            else
                await PrintAsync(request, people, cancel);
        }
        catch (ApiException refusal) when (refusal is { Status: HttpStatusCode.Forbidden, NextStep: "" })
        {
            throw NoManager(refusal, person);
        }
    }

    // A key counts by the account that has bound it, which nobody can see in the key.
    private static CommandException NoManager(ApiException refusal, PersonKey? person) =>
        CommandException.Refused(
            person is null
                ? "This account may not do that."
                : "This key may not do that: no manager's account has bound it.",
            refusal.Rule,
            person is null
                ? "sign in with a manager's account; a manager gives the role with --put-role USER --role Manager"
                : "take a manager's key; or sign in at /sign-in with a manager's password and bind this one there"
        );

    private static PasswordSignIn? PasswordOf(Request request, PersonKey? person)
    {
        if (person is not null == request.Has(As))
            throw CommandException.Usage("Say who you are: --key FILE, or --as USER with --password-file.", Help);
        return request.Get(As) is { } user
            ? new PasswordSignIn(user, FirstLine(InputFile.Text(request.Need(PasswordFile), "the password")))
            : null;
    }

    private static async Task DoAsync(
        Request request,
        PeopleClient people,
        Option<string> deed,
        CancellationToken cancel
    )
    {
        var about = request.Need(deed);
        if (deed == Make)
            Tell(request, await people.MakeAsync(about, request.Need(Name), RolesOf(request), cancel));
        else if (deed == Reset)
            Tell(request, await people.ResetAsync(about, cancel));
        else
        {
            await (
                deed == PutRole ? people.PutRolesAsync(about, RolesOf(request), cancel)
                : deed == Disable ? people.DisableAsync(about, cancel)
                : deed == Enable ? people.EnableAsync(about, cancel)
                : deed == Unbind ? people.UnbindAsync(about, cancel)
                : deed == Take ? people.TakeAsync(about, cancel)
                : GiveAsync(request, people, about, cancel)
            );
            request.Out.WriteLine($"{deed.Name[2..]}: {about}");
        }
    }

    private static Task GiveAsync(Request request, PeopleClient people, string name, CancellationToken cancel) =>
        (request.Get(User), request.Get(CertificateFile)) switch
        {
            ({ } user, null) => people.GiveAsync(name, user, cancel),
            (null, { } file) => people.GiveAsync(name, InputFile.Bytes(file, "the certificate"), cancel),
            _ => throw CommandException.Usage("--give wants --user or --certificate.", Help),
        };

    private static IReadOnlyList<string> RolesOf(Request request) =>
        request.Need(Role) is var role && role == "none" ? [] : [role];

    private static void Tell(Request request, OneTimeAnswer told)
    {
        if (request.Get(Json))
            request.Print(told);
        else if (told.OneTimePassword is { } password)
            request.Out.WriteLine(
                $"{told.User}: one-time password {password}, until {TimeText.Print(told.EndsAt!.Value)}, "
                    + "shown this once"
            );
        else
            request.Out.WriteLine($"{told.User}: was made before; --reset {told.User} gives a new password");
    }

    private static async Task PrintAsync(Request request, PeopleClient people, CancellationToken cancel)
    {
        var (accounts, rights) = (await people.AccountsAsync(cancel), await people.RightsAsync(cancel));
        if (request.Get(Json))
        {
            request.Print(new { accounts, publishers = rights });
            return;
        }
        foreach (var a in accounts)
            request.Out.WriteLine(
                string.Join(
                    "  ",
                    [
                        a.User,
                        ScreenText.Clean(a.Name),
                        a.Roles.Count > 0 ? string.Join(',', a.Roles) : "no role",
                        a.Key is null ? "no key" : $"key {KeyPrint.Of(a.Key)}",
                        .. StatesOf(a),
                    ]
                )
            );
        foreach (var r in rights)
            request.Out.WriteLine(
                $"publishes as {ScreenText.Clean(r.Name)}: {r.User ?? $"key {KeyPrint.Of(r.Key!)}"}, given "
                    + $"{TimeText.Print(r.GivenAt)} by {ByWhom(r.GivenBy)}"
                    + (r.TakenAt is { } taken ? $", taken back {TimeText.Print(taken)}" : "")
            );
        if (rights.All(r => r.TakenAt is not null))
            request.Notes.WriteLine("nobody may publish a session: --give NAME --certificate FILE.der");
    }

    private static IEnumerable<string> StatesOf(AccountLine account)
    {
        if (account.IsDisabled)
            yield return "disabled";
        if (account.IsLocked)
            yield return "locked";
        if (account.MustChange)
            yield return "has to change its password";
    }

    private static async Task PrintActsAsync(Request request, PeopleClient people, CancellationToken cancel)
    {
        var acts = await people.ActsAsync(cancel);
        if (request.Get(Json))
            request.Print(acts);
        else
            foreach (var act in acts)
                request.Out.WriteLine(Line(TimeText.Print(act.At), ByWhom(act.By), act.Act, act.About, act.Detail));
    }

    // Who signed in with a certificate alone is known by the key, in hexadecimal digits.
    private static string ByWhom(string by) =>
        by.Length == 2 * Suite.PointBytes && by.All(char.IsAsciiHexDigit)
            ? $"key {KeyPrint.Of(Convert.FromHexString(by))}"
            : by;

    private static string Line(params IEnumerable<string> cells) =>
        string.Join("  ", cells.Select(ScreenText.Clean)).TrimEnd();

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd('\r');

    private static Option<string> Text(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };
}
