using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Trading.Server.Storage;

namespace Trading.Server.People;

/// <summary>ASP.NET Core Identity for staff, over <c>people.db</c>.</summary>
public static class StaffSetup
{
    public static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services
            .AddSingleton(provider => Prepared(provider.GetRequiredService<DataFolder>()))
            .AddSingleton<PeopleStore>();
        // The context takes a connection that is opened as every other one to this file, and closes it.
        services.AddDbContext<PeopleContext>(
            (provider, options) =>
                options.UseSqlite(provider.GetRequiredService<PeopleFile>().Open(), contextOwnsConnection: true)
        );
        services
            .AddIdentityCore<StaffPerson>(Rules)
            .AddRoles<IdentityRole>()
            .AddUserManager<StaffAccounts>()
            .AddEntityFrameworkStores<PeopleContext>();
        return services
            .AddSingleton<PasswordGate>()
            .AddSingleton<IPasswordHasher<StaffPerson>, PasswordHasher<StaffPerson>>()
            .AddScoped<Passwords>()
            .AddScoped<StaffOffice>()
            .AddScoped<PublisherOffice>();
    }

    private static PeopleFile Prepared(DataFolder data)
    {
        var file = new PeopleFile(data.File("people.db"));
        file.Prepare();
        return file;
    }

    // Length is what counts; rules about kinds of characters make passwords that people write down.
    private static void Rules(IdentityOptions options)
    {
        options.Password = new PasswordOptions
        {
            RequiredLength = StaffAccounts.LeastPasswordCharacters,
            RequireDigit = false,
            RequireLowercase = false,
            RequireUppercase = false,
            RequireNonAlphanumeric = false,
            RequiredUniqueChars = 1,
        };
        options.Lockout = new LockoutOptions
        {
            MaxFailedAccessAttempts = 5,
            DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15),
            AllowedForNewUsers = true,
        };
        options.User = new UserOptions
        {
            AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789._-",
            RequireUniqueEmail = false,
        };
    }
}
