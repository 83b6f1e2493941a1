#include "names.h"

#include <windows.h>
#include <unknwn.h>
