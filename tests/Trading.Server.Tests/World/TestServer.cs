using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Trading.Crypto;
using Trading.Server.People;
using Trading.Server.Storage;

namespace Trading.Server.Tests.World;

/// <summary>
/// The whole server on a real port with a real disk, three trustees and an authority. Its clock can be shifted; it can
/// be killed and started again.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    /// <summary>Where people would find it; nobody listens there.</summary>
    public const string PublicAddress = "https://platform.example";

    private static readonly TimeSpan UsualStart = TimeSpan.FromSeconds(1);
    private readonly TemporaryFolder folder = new();
    private readonly Action<IServiceCollection>? change;
    private WebApplication? app;

    private TestServer(Action<IServiceCollection>? change, Func<TestServer, TrustFile>? also)
    {
        this.change = change;
        Host = Authority.Issue("host");
        Supervisor = Authority.Issue("supervisor");
        Manager = Authority.Issue("manager");
        Trustees = [.. Enumerable.Range(1, 3).Select(i => new TestTrustee($"t{i}", this))];
        Trust = new TrustFile(
            [new TrustedPlatform("platform", PlatformKey.PublicPoint)],
            Trustees.Select(t => new TrustedTrustee(t.Name, t.SigningKey.PublicPoint, t.StaticPoint)),
            [new TrustedAuthority("ca", Authority.Certificate)],
            [new TrustedOffice(OfficeKind.Gate, "gate", GateKey.PublicPoint, Suite.P256.Group.Generator.Encode())]
        );
        if (also?.Invoke(this) is { } more)
            Trust = new TrustFile(
                Trust.Platforms,
                [.. Trust.Trustees, .. more.Trustees],
                Trust.Authorities,
                more.Offices
            );
        Write("platform.key", PlatformKey.ToPkcs8());
        Write("trust.txt", System.Text.Encoding.UTF8.GetBytes(Trust.ToText()));
        foreach (var person in new[] { Host, Supervisor, Manager })
            Write($"data/demo/{person.Name}.der", person.Certificate);
        Write("data/demo/tokens/host", "abcdefghijklmnop0123456789"u8.ToArray());
    }

    /// <summary>How slow this machine is, from how long the first start of this server took.</summary>
    internal Pace Pace { get; private set; } = Pace.Usual;

    public ShiftedClock Clock { get; } = new();
    public Person Authority { get; } = Person.Authority("ca");
    public Person Host { get; }
    public Person Supervisor { get; }
    public Person Manager { get; }
    public SigningKey PlatformKey { get; } = SigningKey.Generate(Suite.P256);
    public SigningKey GateKey { get; } = SigningKey.Generate(Suite.P256);
    public IReadOnlyList<TestTrustee> Trustees { get; }
    public TrustFile Trust { get; }
    public FaultyLog? Log { get; private set; }
    public LogLines Logs { get; } = new();
    public Uri Address => new(app!.Urls.First());
    public string Data => folder["data"];
    public IServiceProvider Services => app!.Services;

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Started; <paramref name="also"/> gives further trustees, and offices, for the trust file.</summary>
    public static async Task<TestServer> StartAsync(
        Action<IServiceCollection>? change = null,
        Func<TestServer, TrustFile>? also = null
    )
    {
        var server = new TestServer(change, also);
        var began = Stopwatch.GetTimestamp();
        await server.StartAgainAsync();
        server.Pace = Pace.Of(Stopwatch.GetElapsedTime(began), UsualStart);
        server.LetPublish(server.Host);
        return server;
    }

    /// <summary>How long to wait for something that takes so many seconds at most on an idle machine.</summary>
    public TimeSpan Patience(double seconds) => Pace.Patience(seconds);

    /// <summary>Somebody holds the right to publish, under the own name, as if it had always been so.</summary>
    public void LetPublish(Person person)
    {
        using var connection = Get<PeopleFile>().Open();
        connection.Run(
            "INSERT INTO publishers (folded, name, spki, given_at, given_by) VALUES ($folded, $name, $spki, 0, 'test')",
            ("$folded", LookAlike.Fold(person.Name)),
            ("$name", person.Name),
            ("$spki", Spki.Encode(Suite.P256, person.Key.PublicPoint))
        );
    }

    public async Task StartAgainAsync()
    {
        var options = new ServerOptions(
            Data,
            "http://127.0.0.1:0",
            folder["trust.txt"],
            folder["platform.key"],
            Demo: true
        )
        {
            Address = PublicAddress,
        };
        app = Program.Build(
            options,
            services =>
            {
                services.Replace(ServiceDescriptor.Singleton<Clock>(Clock));
                services.AddSingleton<ILoggerProvider>(Logs);
                services.Replace(
                    ServiceDescriptor.Singleton<IEventLog>(provider => Log = new FaultyLog(Program.LogOf(provider)))
                );
                change?.Invoke(services);
            }
        );
        await app.StartAsync();
    }

    /// <summary>
    /// Ends the process's part without waiting for anything: what is on the disk is all that is left.
    /// </summary>
    public async Task KillAsync()
    {
        await app!.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
        app = null;
    }

    public Client Client(Person? person = null) => new(this, person);

    public async ValueTask DisposeAsync()
    {
        foreach (var trustee in Trustees)
            await trustee.DisposeAsync();
        if (app is not null)
            await KillAsync();
        folder.Dispose();
    }

    private void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
        File.WriteAllBytes(folder[name], bytes);
    }
}
