#include "names.h"

#include <windows.h>
#include <unknwn.h>
#include <objidl.h>
#include <oaidl.h>
